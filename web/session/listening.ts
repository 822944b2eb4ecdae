import type { ApolloClient } from '@apollo/client';
import { t } from '@lingui/core/macro';
import { type Chat, standingOf } from '../apollo/chat.ts';
import type { ChatBook } from '../apollo/chatDirectory.ts';
import { LeaveChannelDocument, ListenVisitorChannelDocument } from '../apollo/documents.ts';
import { Observable } from '../lib/observable.ts';

const KEY = 'switchboard.listening';

export type ListeningOptions = {
  readonly client: ApolloClient;
  /** Reads the channels anew: a new session has other ids for them. */
  readonly refresh: () => Promise<void>;
  /** The chat as this session knows it; null for one that is gone. */
  readonly chatOf: (visitorId: string) => Chat | null;
  readonly onError: (title: string, error: unknown) => void;
};

/**
 * The chats that the agent follows without joining them. The API does not tell which these are and forgets them with
 * the session, so they are kept in this browser and listened to anew after each connection.
 */
export class Listening {
  /** The visitors whose chats are followed, or about to be. */
  readonly visitors: Observable<ReadonlySet<string>>;
  readonly #options: ListeningOptions;

  constructor(options: ListeningOptions) {
    this.#options = options;
    this.visitors = new Observable<ReadonlySet<string>>(load());
  }

  /** Begins to follow a chat; rejects with the operation's error, and the chat is then not followed. */
  async start({ visitorId, channelId }: Chat): Promise<void> {
    this.#set(visitorId, true);
    try {
      await this.#listen(channelId);
    } catch (error) {
      this.#set(visitorId, false);
      throw error;
    }
  }

  /** Stops following it; nothing when it is not followed. Rejects with the operation's error. */
  async stop({ visitorId, channelId }: Chat): Promise<void> {
    if (!this.visitors.getSnapshot().has(visitorId)) return;
    this.#set(visitorId, false);
    try {
      const variables = { channelId };
      await this.#options.client.mutate({
        mutation: LeaveChannelDocument,
        variables,
        fetchPolicy: 'no-cache',
      });
    } catch (error) {
      this.#set(visitorId, true);
      throw error;
    }
  }

  /** After a new connection: the session may be a new one, which listens to nothing. */
  async resume(): Promise<void> {
    const followed = this.visitors.getSnapshot();
    if (followed.size === 0) return;
    // What can't be read now is read at the next connection, which brings us here again.
    await this.#options.refresh().catch(() => undefined);
    for (const visitorId of followed) {
      const chat = this.#options.chatOf(visitorId);
      if (chat === null) continue;
      try {
        await this.#listen(chat.channelId);
      } catch (error) {
        this.#set(visitorId, false);
        this.#options.onError(t`You no longer listen to the chat with ${{ name: chat.name }}`, error);
      }
    }
  }

  /** Takes the chats as they are now: one that ended, or is the agent's own, is not listened to any more. */
  take({ chats, loaded }: ChatBook, me: string | null): void {
    if (!loaded || me === null) return;
    for (const visitorId of this.visitors.getSnapshot()) {
      const chat = chats.get(visitorId);
      const standing = chat === undefined ? 'ended' : standingOf(chat, me);
      if (standing === 'ended' || standing === 'mine') this.#set(visitorId, false);
    }
  }

  /** Forgets all of it, as at sign-out. */
  wipe(): void {
    this.visitors.set(new Set());
    save(new Set());
  }

  async #listen(channelId: string): Promise<void> {
    const { data } = await this.#options.client.mutate({
      mutation: ListenVisitorChannelDocument,
      variables: { channelId },
      fetchPolicy: 'no-cache',
    });
    if (data?.listenVisitorChannel.success === false) throw new Error('Zendesk did not carry it out.');
  }

  #set(visitorId: string, isFollowed: boolean): void {
    const next = new Set(this.visitors.getSnapshot());
    if (isFollowed) next.add(visitorId);
    else next.delete(visitorId);
    this.visitors.set(next);
    save(next);
  }
}

function load(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((id: unknown) => typeof id === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Without storage a reload forgets them, and the service goes on sending what is then not shown as listened to. */
function save(visitors: ReadonlySet<string>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify([...visitors]));
  } catch {
    return;
  }
}
