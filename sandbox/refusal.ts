/** The error names of Zendesk's article, "Error response". */
export const ERROR_NAMES = [
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'MAX_SUB',
  'GRAPHQL_EXEC_ERROR',
  'GRAPHQL_SUB_START_ERROR',
] as const;

export type ErrorName = (typeof ERROR_NAMES)[number];

/** HTTP status for each name. Zendesk documents that there is one, not which: these are ours. */
const STATUS: Record<ErrorName, number> = {
  UNAUTHORIZED: 401,
  FORBIDDEN: 403,
  RATE_LIMITED: 429,
  MAX_SUB: 403,
  GRAPHQL_EXEC_ERROR: 400,
  GRAPHQL_SUB_START_ERROR: 400,
};

const MESSAGE_LENGTH = 1_000;

/** A request that the sandbox understood and will not do. `message` says what was expected. */
export class Refusal extends Error {
  readonly errorName: ErrorName;

  constructor(errorName: ErrorName, message: string) {
    super(message);
    this.name = 'Refusal';
    this.errorName = errorName;
  }
}

/** The refusal for a request whose arguments can't be carried out. */
export function cannotExecute(message: string): Refusal {
  return new Refusal('GRAPHQL_EXEC_ERROR', message);
}

/** Errors quote what came, which may be a megabyte. */
export function shortened(message: string): string {
  return message.length > MESSAGE_LENGTH ? `${message.slice(0, MESSAGE_LENGTH)}…` : message;
}

export function statusOf(name: ErrorName): number {
  return STATUS[name];
}
