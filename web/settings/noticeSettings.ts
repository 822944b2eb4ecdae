import { isRecord } from '../lib/decode.ts';
import { flag, oneOf, within } from './fields.ts';

export const desktopNotices = ['always', 'behind', 'never'] as const;

/** When nothing sounds and no desktop notice is shown, in local time. */
export type QuietHours = {
  readonly isOn: boolean;
  /** Minutes after midnight, 0 to 1439. `to` before `from`: over midnight. */
  readonly from: number;
  readonly to: number;
  /** The days on which it begins, 0 for Sunday to 6. */
  readonly days: readonly number[];
  /** Visitors who wait to be served are told all the same. */
  readonly exceptUnserved: boolean;
};

/** How an agent wants to be told of visitors who wait. */
export type NoticeSettings = {
  readonly sound: boolean;
  /** How loud, percent: 0 to 100. */
  readonly volume: number;
  /** When the system shows notices: always, while Switchboard is behind other windows, or never. */
  readonly desktopNotices: (typeof desktopNotices)[number];
  /** Whether desktop notices show what visitors write. */
  readonly textInNotices: boolean;
  /** Whether the agent has been asked, once, about desktop notices. */
  readonly askedForNotices: boolean;
  readonly quietHours: QuietHours;
};

export const defaultNoticeSettings: NoticeSettings = {
  sound: true,
  volume: 60,
  desktopNotices: 'always',
  textInNotices: true,
  askedForNotices: false,
  quietHours: { isOn: false, from: 18 * 60, to: 8 * 60, days: [1, 2, 3, 4, 5], exceptUnserved: true },
};

/** Each field that is missing or not understood has its default. */
export function decodeNoticeSettings(record: Readonly<Record<string, unknown>>): NoticeSettings {
  const fallback = defaultNoticeSettings;
  return {
    sound: flag(record, 'sound') ?? fallback.sound,
    volume: within(0, 100, record['volume']) ?? fallback.volume,
    desktopNotices: oneOf(desktopNotices, record['desktopNotices']) ?? fallback.desktopNotices,
    textInNotices: flag(record, 'textInNotices') ?? fallback.textInNotices,
    askedForNotices: flag(record, 'askedForNotices') ?? fallback.askedForNotices,
    quietHours: decodeQuietHours(record['quietHours']),
  };
}

const lastMinute = 24 * 60 - 1;

function decodeQuietHours(kept: unknown): QuietHours {
  const fallback = defaultNoticeSettings.quietHours;
  if (!isRecord(kept)) return fallback;
  const { days } = kept;
  return {
    isOn: flag(kept, 'isOn') ?? fallback.isOn,
    from: within(0, lastMinute, kept['from']) ?? fallback.from,
    to: within(0, lastMinute, kept['to']) ?? fallback.to,
    days: Array.isArray(days) ? days.filter((day: unknown) => within(0, 6, day) !== null) : fallback.days,
    exceptUnserved: flag(kept, 'exceptUnserved') ?? fallback.exceptUnserved,
  };
}
