import { globalId, localIdOf } from './globalId.ts';

/**
 * When the id of a visitor's channel changes: with each chat that the visitor opens, or with each session
 * of an agent as well. Seen of the real API is only that one conversation came under many ids.
 */
export type ChannelIds = 'per-chat' | 'per-session';

/** More than the sandbox ever counts up to, so that both numbers can be told apart in a local id. */
const SESSION_STEP = 1_000_000_000;

/** The id under which a session shows a channel. An agent's first session, round 0, shows the channel's own. */
export function shownChannelId(localId: number, round: number): string {
  return globalId('VISITOR_CHANNEL', round * SESSION_STEP + localId);
}

/** The channel's own id for one that any session has shown; what is no such id comes back as it is. */
export function ownChannelId(shownId: string): string {
  const localId = Number(localIdOf(shownId, 'VISITOR_CHANNEL') ?? Number.NaN);
  return Number.isSafeInteger(localId) ? shownChannelId(localId % SESSION_STEP, 0) : shownId;
}
