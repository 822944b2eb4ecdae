/** What a benchmark tells the server's process. */
export type Command =
  /** Send `count` events into the subscription on this path; a multiple of 2,000. */
  | { readonly name: 'flood'; readonly path: string; readonly count: number }
  /** Destroy the sockets whose path begins with this. */
  | { readonly name: 'drop'; readonly path: string }
  /** Close the port and destroy every socket; listen again after `ms`. */
  | { readonly name: 'outage'; readonly ms: number };

/** What the server's process says. `at`: ms epoch. */
export interface Listening {
  readonly name: 'listening';
  readonly port: number;
  readonly at: number;
}

export function isCommand(value: unknown): value is Command {
  return hasName(value, ['flood', 'drop', 'outage']);
}

export function isListening(value: unknown): value is Listening {
  return hasName(value, ['listening']);
}

function hasName(value: unknown, names: readonly string[]): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && names.includes(String(value.name));
}
