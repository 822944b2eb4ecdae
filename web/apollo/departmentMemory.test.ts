import { beforeEach, describe, expect, it } from 'vitest';
import { department } from '../testing/builders.ts';
import { departmentMemory } from './departmentMemory.ts';

const now = 10 * 60 * 60_000;
const sales = { ...department('sales', 'AWAY'), since: now - 5_000, changes: [now - 60_000, now - 5_000] };

describe('the memory of the departments', () => {
  beforeEach(() => departmentMemory.wipe());

  it('has them after a reload as they were', () => {
    departmentMemory.save([sales], now);
    expect(departmentMemory.load(now + 3_000)).toEqual([sales]);
  });

  it('does not know since when, once nobody has looked for a minute', () => {
    departmentMemory.save([sales], now);
    expect(departmentMemory.load(now + 60_001)).toEqual([{ ...sales, since: null }]);
  });

  it('knows nothing after an hour, before anything was seen, and when it was wiped', () => {
    expect(departmentMemory.load(now)).toEqual([]);
    departmentMemory.save([sales], now);
    expect(departmentMemory.load(now + 60 * 60_001)).toEqual([]);
    departmentMemory.wipe();
    expect(departmentMemory.load(now)).toEqual([]);
  });

  it.each(['{', '3', '{"at":1}', `{"at":${now},"departments":[3,{}]}`])('does not trust %s', kept => {
    localStorage.setItem('switchboard.departments', kept);
    expect(departmentMemory.load(now)).toEqual([]);
  });
});
