// What a consumer's compiler is shown; it needs no types of DOM or Node.
import {
  type Client,
  type ClientOptions,
  ConnectionLostError,
  createClient,
  EnvelopeError,
  type ExecutionResult,
  ProtocolError,
  RequestTimeoutError,
  SessionEndedError,
} from 'graphql-ws-adapter-custom';

interface Departments {
  readonly departments: { readonly edges: readonly { readonly node: { readonly name: string } }[] };
}

const options: ClientOptions = {
  url: async () => 'wss://chat.example/stream/0.1/graphql/s:c',
  retryWait: attempt => attempt * 1_000,
  onEndOfService: reason => (reason === '' ? 'stop' : 'resume'),
  on: { restarted: ({ since }) => since.toFixed() },
};

export const client: Client = createClient(options);

export async function names(): Promise<string[]> {
  const { data } = await client.request<Departments>({
    query: '{ departments { edges { node { name } } } }',
  });
  return data?.departments.edges.map(({ node }) => node.name) ?? [];
}

export async function first(): Promise<ExecutionResult | undefined> {
  for await (const result of client.iterate({ query: 'subscription { message { node { id } } }' })) {
    return result;
  }
  return undefined;
}

export function describe(error: unknown): string {
  if (EnvelopeError.is(error)) return `${error.errorName} ${error.status} ${error.uuid ?? ''}`;
  if (ProtocolError.is(error)) return error.body;
  if (ConnectionLostError.is(error) || RequestTimeoutError.is(error))
    return error.sent ? 'unsure' : 'not sent';
  return SessionEndedError.is(error) ? error.reason : 'another';
}

export function nextTry(): number {
  const state = client.getState();
  return state.status === 'waiting' ? state.until : 0;
}

// Were the types not found, nothing would be wrong here.
// @ts-expect-error A text is no time.
createClient({ url: '', keepAlive: '5 s' });
// @ts-expect-error No event has this name.
client.on('reconnected', () => undefined);
