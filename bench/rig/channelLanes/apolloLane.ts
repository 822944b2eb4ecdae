import type { ChannelsLane } from '../openChannels/lane.ts';
import { apolloUpdateQuery } from '../timeline/apolloHolders.ts';
import { messageEntries, messageEntry } from '../timeline/messages.ts';
import type { Frames } from './frames.ts';

/** The messages of each channel in a cache, each watched as by a mounted query. */
export function apolloLane(frames: Frames, held: number): ChannelsLane {
  const { channels } = frames;
  let seen = 0;
  const appends = Array.from({ length: channels }, () =>
    apolloUpdateQuery(messageEntries(0, held), () => {
      seen += 1;
    }),
  );
  return {
    prepare(n) {
      const entries = Array.from({ length: channels }, () => messageEntry(held + n));
      const take = (channel: number) => {
        const entry = entries[channel];
        if (entry !== undefined) void appends[channel]?.(entry);
      };
      return async () => {
        const before = seen;
        await frames.overASecond(take, () => undefined);
        if (seen - before < channels)
          throw new Error(`Expected ${channels} messages to be seen, ${seen - before} were.`);
      };
    },
  };
}
