import { randomUUID } from 'node:crypto';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import {
  executeSync,
  GraphQLError,
  getOperationAST,
  Kind,
  Lexer,
  parse,
  Source,
  TokenKind,
  validate,
} from 'graphql';
import type { Limits } from '../limits.ts';
import { cannotExecute, type ErrorName, Refusal, shortened, statusOf } from '../refusal.ts';
import { documentSize } from './documentSize.ts';
import type { RowBudget } from './rowBudget.ts';

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

/** "graphQLErrorPayload"; `data` is there when a part succeeded. */
export interface GraphqlErrors {
  readonly data?: unknown;
  readonly errors: readonly WireError[];
}

/** A failure. The article's table of the response payload has `error` where its examples have `errors`. */
export interface Refused {
  readonly ok: false;
  /** HTTP status, for `errorCode`. */
  readonly status: number;
  readonly payload: GraphqlErrors | { readonly error: readonly WireError[] } | { readonly body: string };
}

export type Outcome = { readonly ok: true; readonly payload: { readonly data: unknown } } | Refused;

/** What the resolvers of one request share. */
export interface ExecutionContext {
  readonly rows?: RowBudget;
  /** The session's round, for the ids of channels; default 0. */
  readonly round?: number;
}

const DOCUMENTS_KEPT = 500;
/** Longer queries are parsed each time: 500 of a megabyte each must not stay in memory. */
const LONGEST_KEPT = 10_000;
/** A query at the limit of fields has a tenth of these. More are not even read. */
const TOKENS_READ = 10_000;
/** Levels of brackets of any kind; far more than the limit of fields that is measured afterwards. */
const NESTING_READ = 1_500;
const OPENING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING: ReadonlySet<TokenKind> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** Prepares and runs GraphQL requests against one schema. Parsed documents are kept for the next time. */
export class Execution {
  readonly #schema: GraphQLSchema;
  readonly #limits: Limits;
  readonly #documents = new Map<string, DocumentNode>();

  constructor(schema: GraphQLSchema, limits: Limits) {
    this.#schema = schema;
    this.#limits = limits;
  }

  /** @throws Refusal GRAPHQL_EXEC_ERROR for text that is no valid request, or is too deep or too wide */
  prepare(payload: GraphqlPayload): PreparedOperation {
    const document = this.#validDocument(payload.query);
    const operation = getOperationAST(document, payload.operationName);
    if (!operation) throw cannotExecute(missingOperation(payload.operationName));
    const rootFields = fieldNames(document, operation.selectionSet);
    return { document, type: operation.operation, rootFields, payload };
  }

  /**
   * Runs an operation. A subscription is run like a query: on the root that one of its events gives.
   * No resolver waits for anything, so neither does the caller.
   */
  run(operation: PreparedOperation, rootValue: unknown, contextValue: ExecutionContext = {}): Outcome {
    const { document, payload } = operation;
    const { variables: variableValues, operationName } = payload;
    const result = executeSync({
      schema: this.#schema,
      document,
      rootValue,
      contextValue,
      variableValues,
      operationName,
    });
    return contextValue.rows?.isOverspent ? refusalOutcome(tooManyRows()) : outcomeOf(result);
  }

  #validDocument(query: string): DocumentNode {
    const known = this.#documents.get(query);
    if (known) return known;
    const document = parsed(query);
    this.#checkSize(document);
    const [error] = validate(this.#schema, document, undefined, { maxErrors: 1 });
    if (error) throw cannotExecute(error.message);
    if (query.length > LONGEST_KEPT) return document;
    if (this.#documents.size >= DOCUMENTS_KEPT) this.#documents.clear();
    this.#documents.set(query, document);
    return document;
  }

  #checkSize(document: DocumentNode): void {
    const { queryDepth, queryFields } = this.#limits;
    const { depth, fields } = documentSize(document);
    if (depth > queryDepth)
      throw cannotExecute(`The query is ${depth} levels deep; expected at most ${queryDepth}.`);
    if (fields > queryFields)
      throw cannotExecute(
        `The query asks for ${fields} fields, aliases and fragments counted; expected at most ${queryFields}.`,
      );
  }
}

/** The outcome of a request that was refused before, or instead of, being run. */
export function refusalOutcome(error: unknown): Refused & { readonly payload: GraphqlErrors } {
  const wireError = wireErrorOf(error);
  return { ok: false, status: statusOf(wireError.name), payload: { errors: [wireError] } };
}

/** What goes over the wire for a result: data, or the errors in Zendesk's form. */
function outcomeOf(result: ExecutionResult): Outcome {
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
  return { name, message: shortened(message), UUID: randomUUID() };
}

function tooManyRows(): Refusal {
  return cannotExecute(
    'The answer would hold too many rows of connections. Ask for fewer with first or last.',
  );
}

function parsed(query: string): DocumentNode {
  try {
    if (query.length > NESTING_READ) demandShallow(query);
    return parse(query, { maxTokens: TOKENS_READ, noLocation: true });
  } catch (error) {
    if (error instanceof GraphQLError) throw cannotExecute(error.message);
    throw error;
  }
}

/** The parser calls itself for each level: how deep the stack lets it go differs from run to run. */
function demandShallow(query: string): void {
  const lexer = new Lexer(new Source(query));
  let depth = 0;
  for (let { kind } = lexer.advance(); kind !== TokenKind.EOF; { kind } = lexer.advance()) {
    if (OPENING.has(kind)) depth += 1;
    if (CLOSING.has(kind)) depth -= 1;
    if (depth > NESTING_READ) throw cannotExecute('The query nests deeper than can be read.');
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
