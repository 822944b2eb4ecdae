import { isRecord, readNumber, readString } from '../lib/decode.ts';
import { type Department, type DepartmentMemory, RECENT, readDepartmentStatus } from './departmentBoard.ts';

const KEY = 'switchboard.departments';
/** Longest time (ms) that nobody may have looked for "since" to be true still: a reload takes less. */
const LONGEST_GAP = 60_000;

/** The departments as this browser saw them last, in its local storage. Without storage nothing is remembered. */
export const departmentMemory: DepartmentMemory & { wipe(): void } = {
  load(now) {
    try {
      return decode(JSON.parse(localStorage.getItem(KEY) ?? 'null'), now);
    } catch {
      return [];
    }
  },
  save(departments, now) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ at: now, departments }));
    } catch {
      return;
    }
  },
  wipe() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      return;
    }
  },
};

function decode(kept: unknown, now: number): readonly Department[] {
  if (!isRecord(kept) || !Array.isArray(kept['departments'])) return [];
  const at = readNumber(kept, 'at') ?? 0;
  if (at > now || now - at > RECENT) return [];
  const isFresh = now - at <= LONGEST_GAP;
  return kept['departments'].flatMap((item: unknown) => decodeDepartment(item, isFresh) ?? []);
}

function decodeDepartment(item: unknown, isFresh: boolean): Department | null {
  if (!isRecord(item)) return null;
  const id = readString(item, 'id');
  if (id === null) return null;
  const { changes } = item;
  return {
    id,
    name: readString(item, 'name') ?? '',
    status: readDepartmentStatus(item['status']),
    since: isFresh ? readNumber(item, 'since') : null,
    changes: Array.isArray(changes) ? changes.filter((change: unknown) => typeof change === 'number') : [],
  };
}
