import type { Client, ClientOptions } from './clientTypes.ts';

/** Creates a client. It connects at the first operation, or at once with `lazy: false`. */
export function createClient(options: ClientOptions): Client {
  throw new Error(`Not built yet: ${typeof options.url}`);
}
