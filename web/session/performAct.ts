import type { ApolloClient } from '@apollo/client';
import { ConnectionLostError, RequestTimeoutError } from 'graphql-ws-adapter-custom';
import { standingOf } from '../apollo/chat.ts';
import type { ChatDirectory } from '../apollo/chatDirectory.ts';
import { LeaveChannelDocument, TransferToDepartmentDocument } from '../apollo/documents.ts';
import type { Hold } from '../outbox/heldActs.ts';

export type Surroundings = {
  readonly client: ApolloClient;
  readonly directory: ChatDirectory;
  /** The agent's own id, or null while it is not known. */
  readonly me: () => string | null;
};

/**
 * Carries out a transfer (always with `leave: true`, else the agent would stay in the chat) or a leave.
 * When the answer is lost, the channels are read to see whether it happened. Throws when it did not.
 */
export async function performAct(hold: Hold, { client, directory, me }: Surroundings): Promise<void> {
  const chat = directory.chatOf(hold.visitorId);
  if (chat === null) throw new Error('This chat has ended.');
  try {
    const success = await send(hold, client, chat.channelId);
    if (!success) throw new Error('Zendesk did not carry it out.');
  } catch (error) {
    if (!answerWasLost(error)) throw error;
    await directory.refresh();
    const after = directory.chatOf(hold.visitorId);
    if (after !== null && standingOf(after, me()) === 'mine') throw error;
  }
  await directory.refresh().catch(() => undefined);
}

async function send(hold: Hold, client: ApolloClient, channelId: string): Promise<boolean> {
  if (hold.act.kind === 'leave') {
    const { data } = await client.mutate({
      mutation: LeaveChannelDocument,
      variables: { channelId },
      fetchPolicy: 'no-cache',
    });
    return data?.leaveChannel.success === true;
  }
  const { data } = await client.mutate({
    mutation: TransferToDepartmentDocument,
    variables: { channelId, departmentId: hold.act.departmentId },
    fetchPolicy: 'no-cache',
  });
  return data?.transferToDepartment?.success === true;
}

function answerWasLost(error: unknown): boolean {
  return (ConnectionLostError.is(error) || RequestTimeoutError.is(error)) && error.sent;
}
