import { assertNever } from '../../../web/lib/assertNever.ts';
import type { ChannelsLane, LanesModule } from '../openChannels/lane.ts';
import { apolloLane } from './apolloLane.ts';
import { openDeskLane } from './deskLane.ts';
import { Frames } from './frames.ts';
import { storeLane } from './storeLane.ts';

/** See `LanesModule`. */
export const openLane: LanesModule['openLane'] = async (name, channels, held, nextTurn) => {
  const frames = new Frames(channels, nextTurn);
  switch (name) {
    case 'dashboard':
      return filled(await openDeskLane(frames), held);
    case 'a versioned store alone':
      return filled(storeLane(frames), held);
    case 'Apollo updateQuery':
      return apolloLane(frames, held);
    default:
      return assertNever(name);
  }
};

async function filled(lane: ChannelsLane, held: number): Promise<ChannelsLane> {
  for (let n = 0; n < held; n += 1) await lane.prepare(n)();
  return lane;
}
