import type { AgentStatus, DepartmentStatus, Routing } from '../world/model.ts';

/** The least and the most of a wait in seconds; it is drawn evenly from between. */
export type Span = readonly [least: number, most: number];

export interface DepartmentData {
  readonly name: string;
  /** Forced from the start; without it the status follows from the department's agents. */
  readonly status?: DepartmentStatus;
}

export interface AgentData {
  readonly name: string;
  /** What visitors see. */
  readonly displayName: string;
  /** Default OFFLINE. */
  readonly status: AgentStatus;
  /** By name. */
  readonly departments: readonly string[];
  /** Offered on the consent page; default false: a colleague, whom nobody signs in as. */
  readonly canSignIn: boolean;
}

/** One conversation, from the visitor's side. */
export interface Visit {
  readonly opening: string;
  /** One for each of the agent's replies, in order. What an agent offers to click is clicked in their place. */
  readonly answers: readonly string[];
  /** Said last; the visitor leaves then. */
  readonly thanks: string;
  /** Said once when no agent has written for long. */
  readonly impatient: string;
  readonly interruption?: Interruption;
}

/** The visitor leaves in the middle of a visit. */
export interface Interruption {
  /** After this many answers; 0 is right after the opening. */
  readonly afterAnswers: number;
  /** Without it the visit has ended. With it the visitor goes on, in another channel. */
  readonly comesBack?: { readonly afterSeconds: Span; readonly saying: string };
}

export interface VisitorPart {
  /** Without a name the visitor is `Visitor <8 digits>`. */
  readonly name?: string;
  readonly email?: string;
  readonly city?: string;
  readonly country?: string;
  /** By name; without it the chat waits in no department. */
  readonly department?: string;
  /** Each time the visitor comes, the next; after the last, the first again. */
  readonly visits: readonly Visit[];
}

/** Visitors who wait unserved when the sandbox starts. */
export interface Crowd {
  readonly count: number;
  /** How long each has been waiting. */
  readonly waitedSeconds: Span;
  /** Where they wait, by name, one after the other; without it, where their part says. */
  readonly departments?: readonly string[];
  /** Each is one of these, drawn by the seed; only the first visit is played. */
  readonly visitors: readonly VisitorPart[];
}

/** How fast visitors are. */
export interface Pace {
  readonly readsSeconds: Span;
  readonly charactersPerSecond: number;
  readonly typesAtMostSeconds: number;
  /** A visitor to whom no agent has written for this long says so, once a visit. */
  readonly remindsAfterSeconds: number;
  /** One who has waited this long after that leaves. */
  readonly givesUpAfterSeconds: Span;
  /** From the thanks to leaving. */
  readonly leavesAfterSeconds: Span;
}

/** Who comes while the scenario plays. */
export interface Arrivals {
  readonly firstAfterSeconds: number;
  readonly betweenSeconds: Span;
  /** Nobody else comes while this many wait or are served by somebody who signed in. */
  readonly atMostOnDesk: number;
  /** `shuffled`: the seed decides. */
  readonly order: 'as-written' | 'shuffled';
  /** When all have been here, those who left come again. */
  readonly visitors: readonly VisitorPart[];
}

/** What colleagues do. */
export interface Staff {
  /** They take waiting visitors of their department, or of none, after this long. Without it they don't. */
  readonly takesWaitingAfterSeconds?: Span;
  /** They take a chat that was transferred to their department after this long. */
  readonly takesTransferredAfterSeconds: Span;
  /** Chats that one colleague serves at once. */
  readonly atMostEach: number;
  /** From a visitor's message to the beginning of the reply. */
  readonly readsSeconds: Span;
  readonly typesSeconds: number;
  /** What a colleague says first, drawn by the seed. */
  readonly greetings: readonly string[];
  /** What a colleague says then, in order, again and again. */
  readonly lines: readonly StaffLine[];
}

export interface StaffLine {
  readonly say: string;
  /** With these the line is a structured message. */
  readonly quickReplies?: readonly string[];
}

/** Colleagues who come and go, and their departments with them. */
export interface Shifts {
  readonly repeatAfterSeconds: number;
  readonly turns: readonly Turn[];
}

export interface Turn {
  readonly afterSeconds: number;
  /** By name, one who does not sign in. */
  readonly agent: string;
  readonly status: AgentStatus;
}

/** What happens by itself, from the moment when the first agent who signed in goes ONLINE. */
export interface Play {
  readonly pace: Pace;
  readonly arrivals?: Arrivals;
  readonly staff?: Staff;
  readonly shifts?: Shifts;
}

/** What a file of this folder says; its name is the file's. All times are in seconds. */
export interface Scenario {
  readonly name: string;
  /** One line for `--help`. */
  readonly about: string;
  /** Default `broadcast`. */
  readonly routing: Routing;
  readonly departments: readonly DepartmentData[];
  readonly agents: readonly AgentData[];
  readonly crowd?: Crowd;
  readonly play?: Play;
}
