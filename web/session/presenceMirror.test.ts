import { afterEach, describe, expect, it } from 'vitest';
import { PresenceMirror } from './presenceMirror.ts';

const ada = { id: 'a', name: 'Ada' };
const ben = { id: 'b', name: 'Ben' };

describe('a tab’s sight of the own status', () => {
  afterEach(() => localStorage.clear());

  it('is what the owner says', () => {
    const { state, take } = open();
    take({ status: 'AWAY', me: ada, pending: false });
    expect(state()).toEqual({ status: 'AWAY', me: ada, pending: false });
    take({ status: 'ONLINE', me: ben, pending: false });
    expect(state()).toEqual({ status: 'ONLINE', me: ben, pending: false });
  });

  it('keeps who the agent is while an owner that has just begun does not know', () => {
    const { state, take } = open();
    take({ status: 'ONLINE', me: ada, pending: false });
    take({ status: 'ONLINE', me: null, pending: true });
    expect(state()).toEqual({ status: 'ONLINE', me: ada, pending: true });
  });
});

function open() {
  const mirror = new PresenceMirror(() => Promise.resolve());
  return {
    state: () => mirror.state.getSnapshot(),
    take: mirror.take.bind(mirror),
  };
}
