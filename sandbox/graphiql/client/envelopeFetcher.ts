import { type DocumentNode, getOperationAST, Kind, type OperationDefinitionNode, parse } from 'graphql';
import {
  type Client,
  EnvelopeError,
  type ExecutionResult,
  ProtocolError,
  SessionEndedError,
} from 'graphql-ws-adapter-custom';
import { overHttp, SessionRefusedError } from './agentSession.ts';

/** What GraphiQL hands to its fetcher. */
export interface Operation {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null;
}

/** What the response pane shows. */
export type Shown = Readonly<Record<string, unknown>> & { readonly data?: ExecutionResult['data'] };

/**
 * Runs an operation where the API answers it: startAgentSession and the schema over HTTP, all else over the
 * envelope. Subscriptions come as a stream; `onEvent` hears of each of their results.
 */
export function runOperation(
  client: Client,
  operation: Operation,
  onEvent: (result: Shown) => void,
): AsyncIterableIterator<Shown> | Promise<Shown> {
  const document = parsed(operation.query);
  const operationName = nameIn(document, operation.operationName);
  const definition = document && getOperationAST(document, operationName);
  const payload = payloadOf({ ...operation, operationName });
  if (definition && isAnsweredOverHttp(definition)) return overHttp(payload);
  if (definition?.operation !== 'subscription') return client.request(payload).then(shown, shownError);
  return shownStream(client.iterate(payload), onEvent);
}

/** In the form of the article, "Error response"; what the adapter alone knows of is said in words. */
function shownError(error: unknown): Shown {
  if (EnvelopeError.is(error)) return { errorCode: error.status, payload: { errors: error.errors } };
  if (ProtocolError.is(error)) return { errorCode: error.status, payload: { body: error.body } };
  if (SessionEndedError.is(error)) return { sig: 'EOS', reason: error.reason };
  if (error instanceof SessionRefusedError) return error.answer;
  if (error instanceof Error) {
    return error.cause instanceof SessionRefusedError
      ? error.cause.answer
      : { error: error.name, message: error.message };
  }
  return { error: String(error) };
}

/** No generator: one that waits for an event can't be left, and stopping must unsubscribe at once. */
function shownStream(
  results: AsyncIterableIterator<ExecutionResult>,
  onEvent: (result: Shown) => void,
): AsyncIterableIterator<Shown> {
  let hasFailed = false;
  const end = { done: true, value: undefined } as const;
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      if (hasFailed) return end;
      try {
        const { done, value } = await results.next();
        if (done) return end;
        onEvent(shown(value));
        return { done: false, value: shown(value) };
      } catch (error) {
        hasFailed = true;
        return { done: false, value: shownError(error) };
      }
    },
    async return() {
      await results.return?.();
      return end;
    },
  };
}

function shown(result: ExecutionResult): Shown {
  return { ...result };
}

function payloadOf({ query, variables, operationName }: Operation) {
  return {
    query,
    ...(isRecord(variables) ? { variables } : {}),
    ...(operationName ? { operationName } : {}),
  };
}

/**
 * Which operation is meant. GraphiQL reads the name out of the text only some time after a change, so that right
 * after a change of tab it still gives the name of the tab before: a text with one operation means that one.
 */
function nameIn(document: DocumentNode | null, given: string | null | undefined): string | null {
  const operations = document?.definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION) ?? [];
  const [only, ...others] = operations;
  if (only?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return given ?? null;
  return only.name?.value ?? null;
}

function isAnsweredOverHttp({ selectionSet }: OperationDefinitionNode): boolean {
  return selectionSet.selections.every(
    field =>
      field.kind === Kind.FIELD &&
      (field.name.value === 'startAgentSession' || field.name.value.startsWith('__')),
  );
}

/** Null where the text is no GraphQL: the sandbox shall say so itself. */
function parsed(query: string): DocumentNode | null {
  try {
    return parse(query);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
