/** What one visitor and the agent have said to each other, as somebody sees it: texts, oldest first. */
export type Account = readonly string[];

/** All that is known of one visitor at the end. */
export type Evidence = {
  readonly visitor: string;
  /** What the visitor wrote, and what the agent sent, each in its order. */
  readonly said: Account;
  readonly typed: Account;
  /** What the visitor sees: both sides, in the service's order. */
  readonly seen: Account;
  /** What each tab's transcript shows. */
  readonly shown: readonly Account[];
};

/** How many messages went wrong, and how; the examples say which. */
export type Reckoning = {
  readonly messages: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
  readonly inWrongChat: number;
  readonly examples: readonly string[];
};

export const nothingYet: Reckoning = {
  messages: 0,
  lost: 0,
  doubled: 0,
  outOfOrder: 0,
  inWrongChat: 0,
  examples: [],
};

/** A numbered message: whose chat it belongs to can be read from it. */
export function visitorLine(visitor: string, number: number): string {
  return `${visitor} asks ${number}`;
}

export function agentLine(visitor: string, number: number): string {
  return `To ${visitor}: ${number}`;
}

const NUMBERED = /^(?:(\w+) asks|To (\w+):) \d+$/u;

/** Holds everything that was written against everything that can be read. */
export function reckon(evidence: readonly Evidence[]): Reckoning {
  return evidence.map(reckonOne).reduce(add, nothingYet);
}

export function add(a: Reckoning, b: Reckoning): Reckoning {
  return {
    messages: a.messages + b.messages,
    lost: a.lost + b.lost,
    doubled: a.doubled + b.doubled,
    outOfOrder: a.outOfOrder + b.outOfOrder,
    inWrongChat: a.inWrongChat + b.inWrongChat,
    examples: [...a.examples, ...b.examples],
  };
}

/** How many messages went wrong in any way. */
export function countWrong({ lost, doubled, outOfOrder, inWrongChat }: Reckoning): number {
  return lost + doubled + outOfOrder + inWrongChat;
}

function reckonOne({ visitor, said, typed, seen, shown }: Evidence): Reckoning {
  const heard = numbered(seen);
  const ofVisitor = compare(`${visitor} sees`, [...said, ...typed], heard, visitor);
  // The visitor's own lines can't be out of order for the visitor; the agent's are, when a later one came first.
  const order = inversions(typed, heard).map(text => `${visitor} sees out of order: ${text}`);
  const ofTabs = shown.map((account, tab) => {
    const name = `tab ${tab + 1} shows ${visitor}`;
    const found = compare(name, heard, numbered(account), visitor);
    const moved = inversions(heard, numbered(account)).map(text => `${name} out of order: ${text}`);
    return withOrder(found, moved);
  });
  const messages = said.length + typed.length;
  return { ...[withOrder(ofVisitor, order), ...ofTabs].reduce(add, nothingYet), messages };
}

function withOrder(found: Reckoning, moved: readonly string[]): Reckoning {
  return { ...found, outOfOrder: moved.length, examples: [...found.examples, ...moved] };
}

function compare(name: string, expected: Account, got: Account, visitor: string): Reckoning {
  const counts = new Map<string, number>();
  for (const text of got) counts.set(text, (counts.get(text) ?? 0) + 1);
  const lost = expected.filter(text => !counts.has(text));
  const doubled = [...counts].filter(([, count]) => count > 1).map(([text]) => text);
  const foreign = got.filter(text => visitorOf(text) !== visitor);
  return {
    messages: 0,
    lost: lost.length,
    doubled: doubled.length,
    outOfOrder: 0,
    inWrongChat: foreign.length,
    examples: [
      ...lost.map(text => `${name} not: ${text}`),
      ...doubled.map(text => `${name} twice: ${text}`),
      ...foreign.map(text => `${name} from another chat: ${text}`),
    ],
  };
}

/** The texts that come after one that is later in `order`; of doubled ones the first counts. */
function inversions(order: Account, account: Account): readonly string[] {
  const places = new Map(order.map((text, place) => [text, place]));
  const wrong: string[] = [];
  let furthest = -1;
  for (const text of new Set(account)) {
    const place = places.get(text);
    if (place === undefined) continue;
    if (place < furthest) wrong.push(text);
    else furthest = place;
  }
  return wrong;
}

/** Greetings and notices are not counted. */
function numbered(account: Account): Account {
  return account.filter(text => NUMBERED.test(text));
}

function visitorOf(text: string): string | null {
  const match = NUMBERED.exec(text);
  return match?.[1] ?? match?.[2] ?? null;
}
