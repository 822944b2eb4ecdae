import type { ResultError } from 'graphql-ws-adapter-custom';

/** A result that has errors, where no Apollo Client stands between: the twin of its CombinedGraphQLErrors. */
export class ResultRefusedError extends Error {
  override readonly name = 'ResultRefusedError';
  readonly errors: readonly ResultError[];

  constructor(errors: readonly ResultError[]) {
    super(errors[0]?.message || 'The operation was refused.');
    this.errors = errors;
  }
}

/** The errors of a result that has some; null for every other error. Apollo's are known by name, so that a worker that
 * has no use for Apollo need not load it. */
export function resultErrorsOf(error: unknown): readonly unknown[] | null {
  if (error instanceof ResultRefusedError) return error.errors;
  const isApollos = error instanceof Error && error.name === 'CombinedGraphQLErrors' && 'errors' in error;
  return isApollos && Array.isArray(error.errors) ? error.errors : null;
}

/** `state` of a channel is a field that we inferred; a service without it names it, as GraphQL servers do. */
export function refusesState(error: unknown): boolean {
  const errors = resultErrorsOf(error) ?? [];
  return errors.some(
    item =>
      typeof item === 'object' &&
      item !== null &&
      'message' in item &&
      typeof item.message === 'string' &&
      /field\W+state\b/iu.test(item.message),
  );
}
