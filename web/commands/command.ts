/** Something that an agent can do from anywhere: by its key, or from the palette. */
export type Command = {
  /** Stable and unique, such as `chat.transfer`: chosen keys are kept under it. */
  readonly id: string;
  /** What it does, in the language of the page: `Transfer to a department`. */
  readonly title: string;
  /** Under which heading the palette and the help show it. */
  readonly group: CommandGroup;
  /**
   * Its keys unless the agent chose another: chords as `keyChord.ts` reads them, such as `t`, `mod+k`, `g o`, `?`.
   * Empty: reached by the palette alone.
   */
  readonly keys: readonly string[];
  /** False: shown nowhere and done by nothing just now. Default true. */
  readonly isEnabled?: boolean;
  /** True: kept out of the palette, such as a key that stands for a row's number. Default false. */
  readonly isHidden?: boolean;
  /** True: a key that is held down does it again and again, such as moving on. Default false. */
  readonly isRepeatable?: boolean;
  /** True: its key counts while a dialog is open, too. Default false. */
  readonly worksInDialogs?: boolean;
  readonly run: () => void;
};

export const commandGroups = [
  'chats',
  'chat',
  'compose',
  'transfer',
  'status',
  'view',
  'settings',
  'help',
] as const;
export type CommandGroup = (typeof commandGroups)[number];
