import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetStatus, keepStatus, keepUnanswered, readKeptStatus, readUnanswered } from './keptStatus.ts';

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

describe('the kept status', () => {
  it('is what was kept last, and online when there is none', () => {
    expect(readKeptStatus()).toBe('ONLINE');
    keepStatus('AWAY');
    expect(readKeptStatus()).toBe('AWAY');
    forgetStatus();
    expect(readKeptStatus()).toBe('ONLINE');
  });

  it('tells a choice that nobody has answered from a status that is settled', () => {
    expect(keepUnanswered({ status: 'AWAY', token: 't1' })).toBe(true);
    expect(readKeptStatus()).toBe('AWAY');
    expect(readUnanswered()).toEqual({ status: 'AWAY', token: 't1' });
    keepStatus('AWAY');
    expect(readKeptStatus()).toBe('AWAY');
    expect(readUnanswered()).toBeNull();
  });

  it('is not written again, for that could cover what another tab has just chosen', () => {
    keepStatus('AWAY');
    const setItem = vi.spyOn(Storage.prototype, 'setItem');
    keepStatus('AWAY');
    expect(setItem).not.toHaveBeenCalled();
  });

  it('is none that was kept before, where a full storage takes no new one', () => {
    keepStatus('AWAY');
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    expect(keepUnanswered({ status: 'INVISIBLE', token: 't1' })).toBe(false);
    expect(readKeptStatus('INVISIBLE')).toBe('INVISIBLE');
  });

  it('is online where something else is stored', () => {
    localStorage.setItem('switchboard.status', 'ON_STRIKE');
    expect(readKeptStatus()).toBe('ONLINE');
  });

  it('is online where the storage is blocked', () => {
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked);
    vi.spyOn(Storage.prototype, 'removeItem').mockImplementation(blocked);
    keepStatus('AWAY');
    expect(keepUnanswered({ status: 'AWAY', token: 't1' })).toBe(false);
    forgetStatus();
    expect(readKeptStatus()).toBe('ONLINE');
    expect(readUnanswered()).toBeNull();
  });
});
