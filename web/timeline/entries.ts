/** Who wrote, came or left. `name` is the name at that time. */
export type Speaker = { readonly kind: 'visitor' | 'agent'; readonly id: string; readonly name: string };

/** A chat message. `msgId` is the sender's own id for it, as given to sendMessage. */
export type MessageEntry = {
  readonly kind: 'message';
  readonly id: string;
  readonly msgId: string | null;
  readonly from: Speaker;
  readonly text: string;
  readonly options: readonly string[];
  /** Server time, ms since the epoch. */
  readonly at: number;
};

/** Somebody came or left. The API gives these no time: `at` is a guess, for show and for want of better. */
export type MemberEntry = {
  readonly kind: 'joined' | 'left';
  readonly id: string;
  readonly who: Speaker;
  readonly at: number;
};

export type TimelineEntry = MessageEntry | MemberEntry;
