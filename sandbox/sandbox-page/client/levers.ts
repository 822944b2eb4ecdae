/** An input of a lever. `ms`, `count` and `match` are the control call's; `name`, `form`, `reason` are choices. */
export type LeverField = 'count' | 'form' | 'match' | 'ms' | 'name' | 'reason';

export interface Lever {
  /** Its words on the page. */
  readonly label: string;
  readonly does: string;
  /** Of the control call `POST /__sandbox/faults`. */
  readonly kind: string;
  /** What is sent besides what is filled in. */
  readonly fixed?: Readonly<Record<string, string>>;
  readonly fields: readonly LeverField[];
  /** What `ms` means here, where it is not how long the lever lies in wait. */
  readonly msMeans?: string;
  readonly verb: string;
}

/** They act on every open socket when pulled; with `only on` they wait for a request of that field. */
export const LEVERS_AT_ONCE: readonly Lever[] = [
  {
    label: 'Drop',
    does: 'Cuts the sockets: code 1006.',
    kind: 'drop-socket',
    fields: ['count', 'match'],
    verb: 'Drop',
  },
  {
    label: 'Freeze',
    does: 'Nothing is read or written.',
    kind: 'freeze',
    fields: ['ms', 'count', 'match'],
    msMeans: 'how long it freezes, in ms; for ever when empty',
    verb: 'Freeze',
  },
  {
    label: 'Garbage',
    does: 'Sends a frame that is no JSON.',
    kind: 'garbage',
    fields: ['count', 'match'],
    verb: 'Send',
  },
  {
    label: 'End of service',
    does: 'Ends the sessions with a reason.',
    kind: 'eos',
    fields: ['count', 'match', 'reason'],
    verb: 'End',
  },
];

/** They lie in wait until they have struck as often as asked, their time is over, or they are taken back. */
export const LEVERS_THAT_WAIT: readonly Lever[] = [
  {
    label: 'Delay',
    does: 'Requests and data come later.',
    kind: 'delay',
    fields: ['ms', 'count', 'match'],
    msMeans: 'how much later, in ms; 1000 when empty',
    verb: 'Arm',
  },
  {
    label: 'Rate limit',
    does: 'Answers RATE_LIMITED.',
    kind: 'error',
    fixed: { name: 'RATE_LIMITED' },
    fields: ['ms', 'count', 'match'],
    verb: 'Arm',
  },
  {
    label: 'Refuse connections',
    does: 'New sockets get 503.',
    kind: 'refuse-connections',
    fields: ['ms', 'count'],
    verb: 'Arm',
  },
  {
    label: 'Lose request',
    does: 'No work, no answer.',
    kind: 'lose-request',
    fields: ['ms', 'count', 'match'],
    verb: 'Arm',
  },
  {
    label: 'Lose reply',
    does: 'The work, but no answer.',
    kind: 'lose-reply',
    fields: ['ms', 'count', 'match'],
    verb: 'Arm',
  },
  {
    label: 'Duplicate data',
    does: 'An event comes twice.',
    kind: 'duplicate-data',
    fields: ['ms', 'count', 'match'],
    verb: 'Arm',
  },
  {
    label: 'Reorder data',
    does: 'The next event overtakes it.',
    kind: 'reorder-data',
    fields: ['ms', 'count', 'match'],
    verb: 'Arm',
  },
  {
    label: 'Error',
    does: 'A request is answered with it.',
    kind: 'error',
    fields: ['ms', 'count', 'match', 'name', 'form'],
    verb: 'Arm',
  },
  {
    label: 'Error as data',
    does: 'An event is an error.',
    kind: 'data-error',
    fields: ['ms', 'count', 'match', 'name', 'form'],
    verb: 'Arm',
  },
];
