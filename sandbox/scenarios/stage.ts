import type { Cancel, Clock } from '../clock.ts';
import type { Change, World } from '../world/model.ts';
import type { WorldStore } from '../worldStore.ts';

/** What those who play may do: see the world, change it, and plan. */
export interface Stage {
  readonly world: () => World;
  readonly apply: (transition: (world: World, now: number) => Change) => void;
  /** Plans a task that is dropped when the play ends. */
  readonly later: (seconds: number, task: () => void) => Cancel;
}

/** A stage, and what clears it: nothing that was planned on it happens any more. */
export function openStage(store: WorldStore, clock: Clock): { stage: Stage; clear: () => void } {
  const planned = new Set<Cancel>();
  const stage: Stage = {
    world: () => store.world,
    apply: transition => void store.apply(world => transition(world, clock.now())),
    later(seconds, task) {
      const cancelTimer = clock.after(seconds * 1000, () => {
        planned.delete(cancel);
        task();
      });
      const cancel = () => {
        planned.delete(cancel);
        cancelTimer();
      };
      planned.add(cancel);
      return cancel;
    },
  };
  const clear = () => {
    for (const cancel of [...planned]) cancel();
  };
  return { stage, clear };
}
