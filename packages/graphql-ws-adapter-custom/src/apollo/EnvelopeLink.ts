import { ApolloLink } from '@apollo/client/link';
import { print } from 'graphql';
import { Observable } from 'rxjs';
import type { Client } from '../clientTypes.ts';
import type { ExecutionResult, ResultError } from '../envelope.ts';

/** The one thing that the link needs of a client, so that another of the same shape can stand in. */
export type SubscribingClient = Pick<Client, 'subscribe'>;

/**
 * Apollo Client's last link over a Zendesk socket. It only translates: a document becomes text, a result becomes
 * a result, an error of the envelope an error. It owns no socket and no timer.
 */
export class EnvelopeLink extends ApolloLink {
  readonly #client: SubscribingClient;

  constructor(client: SubscribingClient) {
    super();
    this.#client = client;
  }

  override request(operation: ApolloLink.Operation): Observable<ApolloLink.Result> {
    return new Observable(observer =>
      this.#client.subscribe(
        {
          query: print(operation.query),
          variables: operation.variables,
          operationName: operation.operationName,
        },
        {
          next: result => observer.next(toApolloResult(result)),
          error: error => observer.error(error),
          complete: () => observer.complete(),
        },
      ),
    );
  }
}

/** Apollo keeps only the fields that the specification names: Zendesk's own go under `extensions`. */
function toApolloResult(result: ExecutionResult): ApolloLink.Result {
  if (isApolloResult(result)) return result;
  const { errors, data = null } = result;
  return errors === undefined ? { data } : { data, errors: errors.map(toApolloError) };
}

function isApolloResult(result: ExecutionResult): result is { data: Record<string, unknown> | null } {
  return result.errors === undefined && result.data !== undefined;
}

function toApolloError({ name, UUID, ...error }: ResultError): ResultError {
  return {
    ...error,
    message: error.message || name || 'The server gave no message.',
    extensions: { ...error.extensions, ...(name && { name }), ...(UUID && { UUID }) },
  };
}
