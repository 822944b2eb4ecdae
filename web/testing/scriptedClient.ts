import { ApolloClient, ApolloLink } from '@apollo/client';
import { from, Subject } from 'rxjs';
import type { Ask } from '../apollo/askOver.ts';
import { createCache } from '../apollo/cache.ts';

export type Variables = Readonly<Record<string, unknown>>;
/** What becomes of one operation: a result, one that comes later, or an error that is thrown. */
export type Reply = (variables: Variables) => ApolloLink.Result | Promise<ApolloLink.Result>;

/** Apollo Client, with the dashboard's cache, over a link that answers each operation by its name. */
export class ScriptedClient {
  /** Every query and mutation that was sent, in order. */
  readonly sent: { readonly name: string; readonly variables: Variables }[] = [];
  readonly client: ApolloClient;
  readonly #replies = new Map<string, Reply>();
  readonly #feeds = new Map<string, Subject<ApolloLink.Result>>();

  constructor(replies: Readonly<Record<string, Reply>> = {}) {
    for (const [name, reply] of Object.entries(replies)) this.reply(name, reply);
    const link = new ApolloLink(({ operationName = '', operationType, variables }) => {
      if (operationType === 'subscription') return this.feed(operationName);
      this.sent.push({ name: operationName, variables });
      return from(this.#answer(operationName, variables));
    });
    this.client = new ApolloClient({ link, cache: createCache() });
  }

  /** From now on the operation of this name is answered so. */
  reply(name: string, reply: Reply): void {
    this.#replies.set(name, reply);
  }

  /** The live data of a subscription: `next` gives a result, `error` ends it, `observed` tells whether it runs. */
  feed(name: string): Subject<ApolloLink.Result> {
    const feed = this.#feeds.get(name) ?? new Subject<ApolloLink.Result>();
    this.#feeds.set(name, feed);
    return feed;
  }

  /** Runs an operation and gives its data, as the owner of the connection does. */
  readonly ask: Ask = async (document, variables) => {
    const isMutation = document.definitions.some(
      definition => definition.kind === 'OperationDefinition' && definition.operation === 'mutation',
    );
    const { data } = isMutation
      ? await this.client.mutate({ mutation: document, variables, fetchPolicy: 'no-cache' })
      : await this.client.query({ query: document, variables, fetchPolicy: 'no-cache' });
    return data ?? null;
  };

  countOf(name: string): number {
    return this.sent.filter(operation => operation.name === name).length;
  }

  async #answer(name: string, variables: Variables): Promise<ApolloLink.Result> {
    const reply = this.#replies.get(name);
    if (reply === undefined) throw new Error(`Expected a reply to ${name} in the script, found none.`);
    return await reply(variables);
  }
}
