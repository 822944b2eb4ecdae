import { beforeEach, describe, expect, it } from 'vitest';
import { StatusLog } from './statusLog.ts';

beforeEach(() => localStorage.clear());

describe('the log of the own status', () => {
  it('keeps what changed and why, latest first, for the next page too', () => {
    const log = new StatusLog();
    log.note('AWAY', 'idle', 1);
    log.note('ONLINE', 'chosen', 2);
    const kept = [
      { at: 2, status: 'ONLINE', reason: 'chosen' },
      { at: 1, status: 'AWAY', reason: 'idle' },
    ];
    expect(log.entries.getSnapshot()).toEqual(kept);
    expect(new StatusLog().entries.getSnapshot()).toEqual(kept);
  });

  it('takes the same status again, as from another tab, for no change', () => {
    new StatusLog().note('AWAY', 'idle', 1);
    const there = new StatusLog();
    there.note('AWAY', 'idle', 2);
    expect(there.entries.getSnapshot()).toHaveLength(1);
  });

  it('keeps the last 50, and leaves out what it does not understand', () => {
    const log = new StatusLog();
    for (let at = 0; at < 60; at += 1) log.note(at % 2 === 0 ? 'AWAY' : 'ONLINE', 'chosen', at);
    expect(log.entries.getSnapshot()).toHaveLength(50);
    localStorage.setItem('switchboard.status-log', '[{"at":1},7,{"at":1,"status":"AWAY","reason":"idle"}]');
    expect(new StatusLog().entries.getSnapshot()).toEqual([{ at: 1, status: 'AWAY', reason: 'idle' }]);
    localStorage.setItem('switchboard.status-log', 'nonsense');
    expect(new StatusLog().entries.getSnapshot()).toEqual([]);
  });
});
