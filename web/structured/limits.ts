/** How few and how many of something there may be. */
export type Range = { readonly least: number; readonly most: number };

/**
 * How many Zendesk takes (its help centre, "Using structured messages in Zendesk Chat"). That a panel takes at most 3
 * buttons is Zendesk's limit for carousels, and for one panel carried over from them.
 */
export const counts = {
  quickReplies: { least: 1, most: 11 },
  buttons: { least: 1, most: 3 },
  panelButtons: { least: 0, most: 3 },
  carousel: { least: 2, most: 10 },
  list: { least: 2, most: 4 },
  listButtons: { least: 0, most: 1 },
} as const satisfies Readonly<Record<string, Range>>;

/**
 * How many characters Zendesk takes. Published for the carousels that its own bots send into Zendesk Chat (help centre,
 * "Using carousels in advanced AI agents with Zendesk Chat"); for the other kinds nothing is published, and the same
 * parts are held to the same lengths.
 */
export const lengths = { buttonText: 20, heading: 100, paragraph: 150, address: 2_000 } as const;

/** Beyond this a quick reply fills the line of a phone alone. Ours: Zendesk publishes no limit. Characters. */
export const LONG_REPLY = 32;

/** The largest picture, bytes; PNG, JPEG or GIF (the same article). */
export const MAX_PICTURE_BYTES = 20 * 1024 * 1024;

/** Width to height of a picture: the widget cuts every other one to it, around the middle. */
export const PICTURE_RATIO = 2;

/** Characters, counted in Unicode's code points: most emoji are one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}
