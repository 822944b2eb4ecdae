import { describe, expect, it } from 'vitest';
import type { MessageEntry } from '../timeline/entries.ts';
import { TimelineStore } from '../timeline/timelineStore.ts';
import { Absence } from './absence.ts';

const from = (kind: 'visitor' | 'agent', id: string, at: number): MessageEntry => ({
  kind: 'message',
  id,
  msgId: null,
  from: { kind, id: kind, name: kind },
  text: id,
  options: [],
  at,
});

function open(visitors: readonly string[] = ['v1', 'v2']) {
  const timeline = new TimelineStore();
  const says = (visitorId: string, entry: MessageEntry) => timeline.conversation(visitorId).append(entry);
  return { absence: new Absence({ timeline, visitors: () => visitors }), says };
}

describe('an absence', () => {
  it('tells what visitors wrote meanwhile, in how many chats, and who waits', () => {
    const { absence, says } = open();
    says('v1', from('visitor', 'before', 500));
    absence.begin(1_000);
    says('v1', from('visitor', 'a', 2_000));
    says('v1', from('visitor', 'b', 3_000));
    says('v2', from('visitor', 'c', 4_000));
    says('v2', from('agent', 'd', 5_000));
    absence.caughtUp(61_000);
    expect(absence.digest.getSnapshot()).toEqual({
      from: 1_000,
      to: 61_000,
      messages: 3,
      chats: 2,
      waiting: 1,
      waitsSince: 500,
    });
    absence.dismiss();
    expect(absence.digest.getSnapshot()).toBeNull();
  });

  it('is not told when it was short, and not when nobody wrote', () => {
    const { absence, says } = open();
    absence.begin(1_000);
    says('v1', from('visitor', 'a', 2_000));
    absence.caughtUp(5_000);
    expect(absence.digest.getSnapshot()).toBeNull();
    const quiet = open().absence;
    quiet.begin(1_000);
    quiet.caughtUp(100_000);
    expect(quiet.digest.getSnapshot()).toBeNull();
  });

  it('counts what a second read brings, and not what is said later', () => {
    const { absence, says } = open();
    absence.begin(1_000);
    says('v1', from('visitor', 'a', 2_000));
    absence.caughtUp(61_000);
    says('v1', from('visitor', 'b', 3_000));
    absence.caughtUp(62_000);
    expect(absence.digest.getSnapshot()).toMatchObject({ to: 61_000, messages: 2 });
    says('v1', from('visitor', 'c', 90_000));
    absence.caughtUp(90_000);
    expect(absence.digest.getSnapshot()).toMatchObject({ messages: 2 });
  });

  it('goes on when the connection is lost again before anything was read', () => {
    const { absence, says } = open();
    absence.begin(1_000);
    says('v1', from('visitor', 'a', 2_000));
    absence.begin(50_000);
    absence.caughtUp(61_000);
    expect(absence.digest.getSnapshot()).toMatchObject({ from: 1_000, messages: 1 });
  });
});
