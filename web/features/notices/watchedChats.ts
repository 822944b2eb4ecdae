import { standingOf } from '../../apollo/chat.ts';
import type { Desk } from '../../session/desk.ts';
import type { WatchedChat } from './occasionFinder.ts';
import type { Attention } from './pageSign.ts';

/** The chats that an agent is told of: nobody's, and their own. */
export function watchChats(desk: Desk, me: string): readonly WatchedChat[] {
  return [...desk.directory.book.getSnapshot().chats.values()].flatMap(chat => {
    const standing = standingOf(chat, me);
    if (standing !== 'mine' && standing !== 'unserved') return [];
    const { visitorId, name } = chat;
    const conversation = desk.timeline.conversation(visitorId);
    const isMine = conversation.lastFrom('agent')?.from.id === me;
    const isTaken = standing === 'mine' && (isMine || desk.outbox.getSnapshot(visitorId).length > 0);
    return [{ visitorId, name, standing, isTaken, last: conversation.lastFrom('visitor') }];
  });
}

/** How many wait: to be served, or for an answer of mine. */
export function attentionOf(desk: Desk, chats: readonly WatchedChat[]): Attention {
  const unserved = chats.filter(({ standing }) => standing === 'unserved').length;
  const mine = chats.filter(
    ({ standing, visitorId }) =>
      standing === 'mine' && desk.timeline.conversation(visitorId).waitingSince() !== null,
  ).length;
  return { count: unserved + mine, level: unserved > 0 ? 'urgent' : mine > 0 ? 'some' : 'none' };
}
