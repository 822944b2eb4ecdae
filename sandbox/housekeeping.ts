import type { Clock } from './clock.ts';
import { forgetOldEntries } from './world/forgetting.ts';
import { closeChannel, forgetEnded } from './world/visitorTransitions.ts';
import type { WorldStore } from './worldStore.ts';

/** How long a chat that the visitor left stays CLOSING. Zendesk's time is not known: ours. */
export const CLOSING_MS = 5000;

/** Ended chats that are kept, for the state call and for late readers. */
const ENDED_KEPT = 500;
const ENDED_BEFORE_TIDYING = 100;

/**
 * Log entries that are kept over all chats, and as many lines over all that visitors have seen: with them
 * memory stays flat, however long and busy a play is. What Zendesk keeps is not known: ours.
 */
const ENTRIES_KEPT = 100_000;
const ENTRIES_BEFORE_TIDYING = 10_000;

/** Ends chats that visitors have left, and forgets the oldest of what is over. Gives its end. */
export function keepHouse(store: WorldStore, clock: Clock): () => void {
  let ended = 0;
  let entries = 0;
  return store.listen(event => {
    if (event.type === 'channelClosing') {
      const { id } = event.channel;
      clock.after(CLOSING_MS, () => {
        // The visitor may have written again, or the world may be another.
        if (store.world.channels.get(id)?.phase !== 'closing') return;
        store.apply(world => closeChannel(world, id, clock.now()));
      });
    }
    if (event.type === 'message' || event.type === 'member') {
      entries += 1;
      if (entries % ENTRIES_BEFORE_TIDYING === 0)
        queueMicrotask(() => store.replace(forgetOldEntries(store.world, ENTRIES_KEPT)));
    }
    if (event.type === 'channelClosed') {
      ended += 1;
      if (ended % ENDED_BEFORE_TIDYING === 0)
        queueMicrotask(() => store.replace(forgetEnded(store.world, ENDED_KEPT)));
    }
  });
}
