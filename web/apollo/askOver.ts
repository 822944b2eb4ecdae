import type { TadaDocumentNode } from 'gql.tada';
import { type DocumentNode, print } from 'graphql';
import type { Client } from 'graphql-ws-adapter-custom';
import { ResultRefusedError } from './resultErrors.ts';

/** Runs one operation and gives its data; null when the answer has none. Throws what the client throws. */
export type Ask = <Data, Variables extends Readonly<Record<string, unknown>>>(
  document: TadaDocumentNode<Data, Variables>,
  variables: Variables,
) => Promise<Data | null>;

/** Runs operations on a client as they are, without a cache. A result with errors throws a ResultRefusedError. */
export function askOver(client: Pick<Client, 'request'>): Ask {
  return async <Data, Variables extends Readonly<Record<string, unknown>>>(
    document: TadaDocumentNode<Data, Variables>,
    variables: Variables,
  ) => {
    const { data, errors } = await client.request<Data>({
      query: print(document),
      variables,
      operationName: nameOf(document),
    });
    if (errors !== undefined && errors.length > 0) throw new ResultRefusedError(errors);
    return data ?? null;
  };
}

function nameOf({ definitions }: DocumentNode): string | null {
  const operation = definitions.find(definition => definition.kind === 'OperationDefinition');
  return operation?.name?.value ?? null;
}
