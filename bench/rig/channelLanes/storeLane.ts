import type { MessageEntry } from '../../../web/timeline/entries.ts';
import type { ChannelsLane } from '../openChannels/lane.ts';
import { messageEntry } from '../timeline/messages.ts';
import type { Frames } from './frames.ts';

/** The least that can be done: a list and a number for each channel, and somebody who looks at the newest message. */
export function storeLane(frames: Frames): ChannelsLane {
  const { channels } = frames;
  const held = Array.from({ length: channels }, () => new VersionedList());
  let seen = 0;
  for (const list of held) list.listener = () => (seen += list.entries.at(-1)?.at ?? 0);
  const demandSeen = () => {
    if (Number.isNaN(seen)) throw new Error('Expected the times of messages, got NaN.');
  };
  return {
    prepare(n) {
      const entries = Array.from({ length: channels }, () => messageEntry(n));
      const take = (channel: number) => {
        const entry = entries[channel];
        if (entry !== undefined) held[channel]?.append(entry);
      };
      return () => frames.overASecond(take, demandSeen);
    },
  };
}

class VersionedList {
  readonly entries: MessageEntry[] = [];
  version = 0;
  listener: () => void = () => undefined;

  append(entry: MessageEntry): void {
    this.entries.push(entry);
    this.version += 1;
    this.listener();
  }
}
