import { ConnectionLostError } from 'graphql-ws-adapter-custom';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Later } from '../testing/later.ts';
import type { AgentStatus } from './agentStatus.ts';
import { readKeptStatus, readUnanswered } from './keptStatus.ts';
import { PresenceMirror } from './presenceMirror.ts';

const ada = { id: 'a', name: 'Ada' };
const ben = { id: 'b', name: 'Ben' };
const online = { status: 'ONLINE', me: ada, pending: false } as const;

describe('a tab’s sight of the own status', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    localStorage.clear();
  });

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

  it('keeps what the owner says when it is settled, and not before', () => {
    const { take } = open();
    take({ ...online, status: 'AWAY', pending: true });
    expect(readKeptStatus()).toBe('ONLINE');
    take({ ...online, status: 'AWAY' });
    expect(readKeptStatus()).toBe('AWAY');
    expect(readUnanswered()).toBeNull();
  });

  it('keeps a choice at once, until the owner says that it is settled', () => {
    const { mirror, take } = open();
    take(online);
    void mirror.change('AWAY');
    expect(readKeptStatus()).toBe('AWAY');
    // What the owner said before it heard of it.
    take({ ...online, me: ben });
    expect(readUnanswered()).toMatchObject({ status: 'AWAY' });
    take({ ...online, status: 'AWAY', pending: true });
    expect(readUnanswered()).toMatchObject({ status: 'AWAY' });
    take({ ...online, status: 'AWAY' });
    expect(readUnanswered()).toBeNull();
    expect(readKeptStatus()).toBe('AWAY');
  });

  it('lets a choice go that the owner has given up', () => {
    const { mirror, take } = open();
    void mirror.change('AWAY');
    take({ ...online, status: 'AWAY', pending: true });
    take(online);
    expect(readUnanswered()).toBeNull();
    expect(readKeptStatus()).toBe('ONLINE');
  });

  it('goes back to what the owner says when a choice is refused', async () => {
    const { mirror, state, take, asked } = open();
    take({ ...online, status: 'INVISIBLE' });
    const changed = mirror.change('AWAY');
    asked[0]?.answer.reject(new Error('Not today'));
    await expect(changed).rejects.toThrow('Not today');
    expect(state()).toMatchObject({ status: 'INVISIBLE', pending: false });
    expect(readKeptStatus()).toBe('INVISIBLE');
    expect(readUnanswered()).toBeNull();
  });

  it('an older choice that is refused undoes no newer one', async () => {
    const { mirror, state, take, asked } = open();
    take(online);
    const older = mirror.change('AWAY');
    void mirror.change('INVISIBLE');
    asked[0]?.answer.reject(new Error('Not today'));
    await expect(older).rejects.toThrow('Not today');
    expect(state()).toMatchObject({ status: 'INVISIBLE', pending: true });
    expect(readUnanswered()).toMatchObject({ status: 'INVISIBLE' });
  });

  it('says a choice that no owner has answered to the next one', async () => {
    const { mirror, state, take, asked } = open();
    take(online);
    const changed = mirror.change('AWAY');
    take({ ...online, status: 'AWAY', pending: true });
    asked[0]?.answer.reject(new ConnectionLostError('The owner is gone.', true));
    await changed;
    expect(state()).toMatchObject({ status: 'AWAY', pending: true });
    expect(mirror.wanted).toBe('AWAY');
    void mirror.ownerCame(online);
    expect(asked.map(({ status }) => status)).toEqual(['AWAY', 'AWAY']);
    expect(state()).toMatchObject({ status: 'AWAY', pending: true });
    expect(readUnanswered()).toMatchObject({ status: 'AWAY' });
  });

  it('says nothing to an owner that is at it already', () => {
    const { mirror, asked } = open();
    void mirror.change('AWAY');
    void mirror.ownerCame({ ...online, status: 'AWAY', pending: true });
    expect(asked).toHaveLength(1);
  });

  it('throws why a choice that was said again is refused, and says it no more', async () => {
    const { mirror, asked } = open();
    void mirror.change('AWAY');
    const said = mirror.ownerCame(online);
    asked[1]?.answer.reject(new Error('Not today'));
    await expect(said).rejects.toThrow('Not today');
    void mirror.ownerCame(online);
    expect(asked).toHaveLength(2);
  });

  it('a choice outlives its page', () => {
    void open().mirror.change('AWAY');
    const { mirror, state, asked } = open();
    expect(state()).toMatchObject({ status: 'AWAY', pending: true });
    void mirror.ownerCame(online);
    expect(asked.map(({ status }) => status)).toEqual(['AWAY']);
  });

  it('a later choice of another tab wins', async () => {
    const one = open();
    const other = open();
    const changed = one.mirror.change('AWAY');
    void other.mirror.change('INVISIBLE');
    one.asked[0]?.answer.reject(new Error('Not today'));
    await expect(changed).rejects.toThrow('Not today');
    expect(readUnanswered()).toMatchObject({ status: 'INVISIBLE' });
    expect(one.mirror.wanted).toBe('INVISIBLE');

    other.take({ ...online, status: 'INVISIBLE' });
    void one.mirror.ownerCame({ ...online, status: 'INVISIBLE' });
    void one.mirror.ownerCame(online);
    expect(one.asked.map(({ status }) => status)).toEqual(['AWAY']);
    expect(one.state()).toEqual(online);
  });

  it('where nothing can be stored a choice lives as long as its tab', () => {
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const { mirror, take, asked } = open();
    take(online);
    void mirror.change('AWAY');
    expect(mirror.wanted).toBe('AWAY');
    void mirror.ownerCame(online);
    expect(asked.map(({ status }) => status)).toEqual(['AWAY', 'AWAY']);
    take({ ...online, status: 'AWAY' });
    void mirror.ownerCame(online);
    expect(asked).toHaveLength(2);
  });

  it('nothing of it is left when the agent signs out', () => {
    const { mirror, asked } = open();
    void mirror.change('AWAY');
    mirror.wipe();
    void mirror.ownerCame(online);
    expect(asked).toHaveLength(1);
    expect(readKeptStatus()).toBe('ONLINE');
  });
});

function open() {
  const asked: { readonly status: AgentStatus; readonly answer: Later<void> }[] = [];
  const mirror = new PresenceMirror(status => {
    const answer = new Later<void>();
    asked.push({ status, answer });
    return answer.promise;
  });
  return {
    mirror,
    asked,
    state: () => mirror.state.getSnapshot(),
    take: mirror.take.bind(mirror),
  };
}
