import { isRecord, readNumber, readString } from '../../lib/decode.ts';
import type { Occasion } from './occasion.ts';

/** What a tab tells the others of itself. */
export type Attendance = {
  readonly tabId: string;
  /** When it said so, UNIX ms. */
  readonly at: number;
  /** Whether its browser lets it sound. */
  readonly canSound: boolean;
  readonly isVisible: boolean;
  /** The visitor whose chat is in view while its window has the focus; null for none. */
  readonly inView: string | null;
};

/** How long (ms) a tab counts without a word of it: three of its regular words. */
const SILENT_AFTER = 15_000;

/** How long (ms) a tab leaves an occasion to the one that ought to tell it, before it does so itself. */
const PATIENCE = 2_500;

/** The tabs that have been heard of lately. */
export function present(all: Iterable<Attendance>, now: number): readonly Attendance[] {
  return [...all].filter(({ at }) => now - at < SILENT_AFTER);
}

/**
 * What a tab does about an occasion that it has known for `waited` ms: `tell` it, `pass` over it for everybody because
 * the agent has it before their eyes in this tab, or `wait` for the tab that ought to see to it.
 */
export function part(
  { visitorId }: Pick<Occasion, 'visitorId'>,
  self: Attendance,
  others: readonly Attendance[],
  waited: number,
): 'pass' | 'tell' | 'wait' {
  if (self.inView === visitorId) return 'pass';
  if (others.some(({ inView }) => inView === visitorId)) return 'wait';
  return tellerOf([self, ...others]) === self.tabId || waited >= PATIENCE ? 'tell' : 'wait';
}

/** The tab that tells: one that can sound, rather one that is seen; else always the same. */
function tellerOf(tabs: readonly Attendance[]): string | undefined {
  return tabs.reduce((best, tab) => (isBetter(tab, best) ? tab : best)).tabId;
}

function isBetter(tab: Attendance, than: Attendance): boolean {
  if (tab.canSound !== than.canSound) return tab.canSound;
  if (tab.isVisible !== than.isVisible) return tab.isVisible;
  return tab.tabId < than.tabId;
}

/** Reads what came from another tab, perhaps one of another version; null when it is not understood. */
export function decodeAttendance(message: unknown): Attendance | null {
  if (!isRecord(message)) return null;
  const tabId = readString(message, 'tabId');
  const at = readNumber(message, 'at');
  if (tabId === null || at === null) return null;
  return {
    tabId,
    at,
    canSound: message['canSound'] === true,
    isVisible: message['isVisible'] === true,
    inView: readString(message, 'inView'),
  };
}
