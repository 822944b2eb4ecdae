import { ApolloClient } from '@apollo/client';
import type { Client } from 'graphql-ws-adapter-custom';
import { EnvelopeLink } from 'graphql-ws-adapter-custom/apollo';
import { createCache } from './cache.ts';

/** Apollo Client over the envelope: one link, which owns no socket and no timer. */
export function createApolloClient(client: Client): ApolloClient {
  return new ApolloClient({
    link: new EnvelopeLink(client),
    cache: createCache(),
    devtools: { enabled: import.meta.env.DEV },
  });
}
