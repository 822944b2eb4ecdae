import { type DocumentNode, GraphQLObjectType, GraphQLSchema, GraphQLString, parse } from 'graphql';
import { useServer as serveGraphQLWs } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { messageData, SENT } from '../workload.ts';

/**
 * The server of graphql-ws itself, with GraphQL's own work left out: documents are parsed once, and results are
 * ready made. `floods` has, by the path of a socket, what makes its subscription yield so many events.
 */
export function startOwnServer(): {
  readonly server: WebSocketServer;
  readonly floods: Map<string, (count: number) => void>;
} {
  const server = new WebSocketServer({ noServer: true });
  const floods = new Map<string, (count: number) => void>();
  const parsed = new Map<string, DocumentNode>();
  serveGraphQLWs<Record<string, unknown>, { readonly request: { readonly url?: string | undefined } }>(
    {
      onSubscribe(_context, _id, { query }) {
        const document = parsed.get(query) ?? parse(query);
        parsed.set(query, document);
        return { schema, document };
      },
      execute: () => ({ data: SENT }),
      subscribe(args) {
        const path = String(args.contextValue);
        const source = new Source();
        floods.set(path, count => source.due(count));
        return source.events();
      },
      context: ({ extra }) => extra.request.url ?? '',
    },
    server,
  );
  return { server, floods };
}

const schema = new GraphQLSchema({
  query: new GraphQLObjectType({ name: 'Query', fields: { none: { type: GraphQLString } } }),
});

/** Yields one event at once, and as many more as are due. */
class Source {
  #due = 1;
  #wake: () => void = () => undefined;

  due(count: number): void {
    this.#due += count;
    this.#wake();
  }

  async *events(): AsyncGenerator<{ data: Readonly<Record<string, unknown>> }> {
    for (let n = 0; ; n += 1) {
      while (this.#due === 0) await new Promise<void>(resolve => (this.#wake = resolve));
      this.#due -= 1;
      yield { data: messageData(n) };
    }
  }
}
