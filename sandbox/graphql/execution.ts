import { randomUUID } from 'node:crypto';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { execute, GraphQLError, getOperationAST, Kind, parse, subscribe, validate } from 'graphql';
import { cannotExecute, type ErrorName, Refusal, statusOf } from '../refusal.ts';

/** A request's payload after the envelope was decoded. */
export interface GraphqlPayload {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | null;
}

/** A payload that is valid against the schema. */
export interface PreparedOperation {
  readonly document: DocumentNode;
  readonly type: OperationDefinitionNode['operation'];
  /** Names of the root fields, those in fragments included. */
  readonly rootFields: readonly string[];
  readonly payload: GraphqlPayload;
}

/** One error as it goes over the wire (article, "graphQLErrorPayload"). */
export interface WireError {
  readonly name: ErrorName;
  readonly message: string;
  readonly UUID: string;
}

export type Outcome =
  | { readonly ok: true; readonly payload: { readonly data: unknown } }
  | {
      readonly ok: false;
      /** HTTP status, for `errorCode`. */
      readonly status: number;
      readonly payload: { readonly data?: unknown; readonly errors: readonly WireError[] };
    };

const DOCUMENTS_KEPT = 500;

/** Prepares and runs GraphQL requests against one schema. Parsed documents are kept for the next time. */
export class Execution {
  readonly #schema: GraphQLSchema;
  readonly #documents = new Map<string, DocumentNode>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** @throws Refusal GRAPHQL_EXEC_ERROR for text that is no valid request */
  prepare(payload: GraphqlPayload): PreparedOperation {
    const document = this.#validDocument(payload.query);
    const operation = getOperationAST(document, payload.operationName);
    if (!operation) throw cannotExecute(missingOperation(payload.operationName));
    const rootFields = fieldNames(document, operation.selectionSet);
    return { document, type: operation.operation, rootFields, payload };
  }

  /** Runs a query or a mutation. */
  async run(operation: PreparedOperation, rootValue: unknown, contextValue?: unknown): Promise<Outcome> {
    return outcomeOf(await execute(this.#argsOf(operation, rootValue, contextValue)));
  }

  /**
   * Starts a subscription; each result goes through outcomeOf. Its source listens as soon as this
   * returns, before the promise settles.
   * @throws Refusal GRAPHQL_SUB_START_ERROR
   */
  async subscribe(
    operation: PreparedOperation,
    rootValue: unknown,
  ): Promise<AsyncGenerator<ExecutionResult>> {
    const stream = await subscribe(this.#argsOf(operation, rootValue));
    if (Symbol.asyncIterator in stream) return stream;
    const message = stream.errors?.map(error => error.message).join(' ') ?? 'The subscription did not start.';
    throw new Refusal('GRAPHQL_SUB_START_ERROR', message);
  }

  #argsOf({ document, payload }: PreparedOperation, rootValue: unknown, contextValue?: unknown) {
    const { variables: variableValues, operationName } = payload;
    return { schema: this.#schema, document, rootValue, contextValue, variableValues, operationName };
  }

  #validDocument(query: string): DocumentNode {
    const known = this.#documents.get(query);
    if (known) return known;
    const document = parsed(query);
    const [error] = validate(this.#schema, document);
    if (error) throw cannotExecute(error.message);
    if (this.#documents.size >= DOCUMENTS_KEPT) this.#documents.clear();
    this.#documents.set(query, document);
    return document;
  }
}

/** The outcome of a request that was refused before, or instead of, being run. */
export function refusalOutcome(error: unknown): Outcome & { ok: false } {
  const wireError = wireErrorOf(error);
  return { ok: false, status: statusOf(wireError.name), payload: { errors: [wireError] } };
}

/** What goes over the wire for a result: data, or the errors in Zendesk's form. */
export function outcomeOf(result: ExecutionResult): Outcome {
  const { data, errors } = result;
  if (!errors || errors.length === 0) return { ok: true, payload: { data } };
  const wireErrors = errors.map(error => wireErrorOf(error.originalError ?? error));
  const status = statusOf(wireErrors[0]?.name ?? 'GRAPHQL_EXEC_ERROR');
  const hasData = data != null && Object.values(data).some(value => value !== null);
  return { ok: false, status, payload: hasData ? { data, errors: wireErrors } : { errors: wireErrors } };
}

function wireErrorOf(error: unknown): WireError {
  const name = error instanceof Refusal ? error.errorName : 'GRAPHQL_EXEC_ERROR';
  const message = error instanceof Error ? error.message : String(error);
  return { name, message, UUID: randomUUID() };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    throw cannotExecute(error instanceof GraphQLError ? error.message : String(error));
  }
}

function missingOperation(operationName: string | null): string {
  return operationName === null
    ? 'The query holds several operations, or none; operationName is needed to choose one.'
    : `The query has no operation "${operationName}".`;
}

function fieldNames(document: DocumentNode, selectionSet: OperationDefinitionNode['selectionSet']): string[] {
  return selectionSet.selections.flatMap(selection => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldNames(document, selection.selectionSet);
    const fragment = document.definitions.find(
      definition =>
        definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === selection.name.value,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION ? fieldNames(document, fragment.selectionSet) : [];
  });
}
