// Runs unchanged in a window, a Worker and a SharedWorker: a query, then a subscription for good. It says on a channel
// what happens, and hears on another of events: playwright can tell only windows that they are online. Where to connect,
// and how long to wait before a reconnect, stands in its own address.
import { createClient } from 'graphql-ws-adapter-custom';

/** What the program says. */
export type Fact =
  | { readonly scope: string; readonly hasDocument: boolean }
  | { readonly query: unknown }
  | { readonly message: unknown }
  | { readonly state: string }
  | { readonly failure: string };

const channel = new BroadcastChannel('facts');
const say = (fact: Fact): void => channel.postMessage(fact);
new BroadcastChannel('events').onmessage = ({ data: type }) => globalThis.dispatchEvent(new Event(type));

async function converse(): Promise<void> {
  const { searchParams } = new URL(import.meta.url);
  const client = createClient({
    url: searchParams.get('url') ?? '',
    retryWait: () => Number(searchParams.get('retryWait')),
    lazy: false,
  });
  say({ scope: Object.prototype.toString.call(globalThis), hasDocument: 'document' in globalThis });
  const { data } = await client.request({ query: '{ departments { name } }' });
  say({ query: data });
  client.on('state', ({ status }) => say({ state: status }));
  for await (const { data } of client.iterate({ query: 'subscription { message }' })) say({ message: data });
}

converse().catch((error: unknown) => say({ failure: String(error) }));
