import type { Clock } from './clock.ts';
import { closeChannel, forgetEnded } from './world/visitorTransitions.ts';
import type { WorldStore } from './worldStore.ts';

/** How long a chat that the visitor left stays CLOSING. Zendesk's time is not known: ours. */
export const CLOSING_MS = 5000;

/** Ended chats that are kept, for the state call and for late readers. */
const ENDED_KEPT = 500;
const ENDED_BEFORE_TIDYING = 100;

/** Ends chats that visitors have left, and forgets the oldest of those that have ended. Gives its end. */
export function keepHouse(store: WorldStore, clock: Clock): () => void {
  let ended = 0;
  return store.listen(event => {
    if (event.type === 'channelClosing') {
      const { id } = event.channel;
      clock.after(CLOSING_MS, () => {
        // After a reset another chat may stand under this id.
        if (store.world.channels.get(id)?.phase !== 'closing') return;
        store.apply(world => closeChannel(world, id, clock.now()));
      });
    }
    if (event.type === 'channelClosed') {
      ended += 1;
      if (ended % ENDED_BEFORE_TIDYING === 0)
        queueMicrotask(() => store.replace(forgetEnded(store.world, ENDED_KEPT)));
    }
  });
}
