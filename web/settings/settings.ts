import { isRecord } from '../lib/decode.ts';
import { isLanguage, type Language } from '../translation/languages.ts';
import { oneOf, within } from './fields.ts';
import { decodeNoticeSettings, defaultNoticeSettings, type NoticeSettings } from './noticeSettings.ts';

export const themes = ['system', 'light', 'dark'] as const;
export const densities = ['comfortable', 'compact'] as const;
export const sendKeys = ['enter', 'modEnter'] as const;

/** What an agent may choose; kept per agent in this browser. */
export type Settings = NoticeSettings & {
  readonly theme: (typeof themes)[number];
  readonly density: (typeof densities)[number];
  /** `system`: the first of the browser's languages that the dashboard speaks. */
  readonly language: Language | 'system';
  /** What sends a reply: Enter, or Ctrl/Cmd+Enter (Enter then begins a line). */
  readonly sendKey: (typeof sendKeys)[number];
  /** From how many characters a reply is sent as several. Ours: Zendesk publishes no limit. Within `messageLimits`, 20,000 by default. */
  readonly messageLimit: number;
  /** The emoji that were used last, the latest first. */
  readonly recentEmoji: readonly string[];
  /** The ids of the canned answers that were used last, the latest first. */
  readonly recentAnswers: readonly string[];
  /** Whether serving a visitor opens the chat. */
  readonly opensServed: boolean;
  /** The lists of chats that are folded to their headings. */
  readonly foldedLists: readonly string[];
  /** How long a transfer waits for `Undo`, seconds, 0 to 30. */
  readonly holdSeconds: number;
  /** What is said to a visitor before they are handed over; `{{department}}` names who takes over. Empty: nothing. */
  readonly farewell: string;
  /** Whether a department is suggested from the agent's own past transfers. */
  readonly suggestsDepartments: boolean;
  /** Minutes without a key or pointer until Away; null: never. 1 to 240. */
  readonly autoAwayMinutes: number | null;
  /** False: no single-letter key does anything (Ctrl/Cmd keys stay). */
  readonly singleKeys: boolean;
  /** Chosen keys by the command's id: chords such as `t`, `g o`, `mod+k`; null: no key. Others have their default. */
  readonly keys: Readonly<Record<string, string | null>>;
  /** How wide the side panes are, px, within `paneWidths`. */
  readonly inboxWidth: number;
  readonly detailsWidth: number;
  /** Whether they stand beside the conversation where there is room for them. */
  readonly showsInbox: boolean;
  readonly showsDetails: boolean;
  /** True once the first steps were taken, or not wanted. */
  readonly knowsFirstSteps: boolean;
};

/** The least and the most characters from which a reply is sent as several. */
export const messageLimits = { least: 200, most: 100_000 } as const;

/** The narrowest and the widest, px. */
export const paneWidths = {
  inbox: { least: 220, most: 520 },
  details: { least: 240, most: 560 },
} as const;

export const defaultSettings: Settings = {
  theme: 'system',
  density: 'comfortable',
  language: 'system',
  sendKey: 'enter',
  messageLimit: 20_000,
  recentEmoji: [],
  recentAnswers: [],
  opensServed: true,
  foldedLists: [],
  holdSeconds: 5,
  farewell: '',
  suggestsDepartments: true,
  autoAwayMinutes: 10,
  singleKeys: true,
  keys: {},
  inboxWidth: 300,
  detailsWidth: 292,
  showsInbox: true,
  showsDetails: true,
  knowsFirstSteps: false,
  ...defaultNoticeSettings,
};

/** Reads kept settings of any age: each field that is missing or not understood has its default. */
export function decodeSettings(kept: unknown): Settings {
  const record = isRecord(kept) ? kept : {};
  const language = record['language'];
  const away = record['autoAwayMinutes'];
  return {
    theme: oneOf(themes, record['theme']) ?? defaultSettings.theme,
    density: oneOf(densities, record['density']) ?? defaultSettings.density,
    language: isLanguage(language) ? language : 'system',
    sendKey: oneOf(sendKeys, record['sendKey']) ?? defaultSettings.sendKey,
    messageLimit:
      within(messageLimits.least, messageLimits.most, record['messageLimit']) ?? defaultSettings.messageLimit,
    recentEmoji: readStrings(record['recentEmoji']),
    recentAnswers: readStrings(record['recentAnswers']),
    opensServed: choice(record, 'opensServed'),
    foldedLists: readStrings(record['foldedLists']),
    holdSeconds: within(0, 30, record['holdSeconds']) ?? defaultSettings.holdSeconds,
    farewell: typeof record['farewell'] === 'string' ? record['farewell'] : defaultSettings.farewell,
    suggestsDepartments: choice(record, 'suggestsDepartments'),
    autoAwayMinutes: away === null ? null : (within(1, 240, away) ?? defaultSettings.autoAwayMinutes),
    singleKeys: choice(record, 'singleKeys'),
    keys: decodeKeys(record['keys']),
    inboxWidth:
      within(paneWidths.inbox.least, paneWidths.inbox.most, record['inboxWidth']) ??
      defaultSettings.inboxWidth,
    detailsWidth:
      within(paneWidths.details.least, paneWidths.details.most, record['detailsWidth']) ??
      defaultSettings.detailsWidth,
    showsInbox: choice(record, 'showsInbox'),
    showsDetails: choice(record, 'showsDetails'),
    knowsFirstSteps: choice(record, 'knowsFirstSteps'),
    ...decodeNoticeSettings(record),
  };
}

/** The names of the settings that are on or off. */
type Choice = { [Name in keyof Settings]: Settings[Name] extends boolean ? Name : never }[keyof Settings];

function choice(record: Readonly<Record<string, unknown>>, name: Choice): boolean {
  const kept = record[name];
  return typeof kept === 'boolean' ? kept : defaultSettings[name];
}

function readStrings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item: unknown) => typeof item === 'string') : [];
}

function decodeKeys(kept: unknown): Settings['keys'] {
  if (!isRecord(kept)) return {};
  const entries = Object.entries(kept).flatMap(([id, key]): [string, string | null][] =>
    typeof key === 'string' || key === null ? [[id, key]] : [],
  );
  return Object.fromEntries(entries);
}
