import { afterEach, describe, expect, it, vi } from 'vitest';
import { forgetStatus, keepStatus, readKeptStatus } from './keptStatus.ts';

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
    forgetStatus();
    expect(readKeptStatus()).toBe('ONLINE');
  });
});
