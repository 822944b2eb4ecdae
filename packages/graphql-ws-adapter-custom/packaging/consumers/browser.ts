// What a consumer's compiler is shown in a project for browsers, with Apollo Client.
import { ApolloClient, InMemoryCache } from '@apollo/client';
import { createClient } from 'graphql-ws-adapter-custom';
import { EnvelopeLink } from 'graphql-ws-adapter-custom/apollo';

const client = createClient({ url: `wss://${location.host}/`, webSocketImpl: WebSocket });

export const apollo: ApolloClient = new ApolloClient({
  link: new EnvelopeLink(client),
  cache: new InMemoryCache(),
});

// @ts-expect-error A link needs a client.
new EnvelopeLink({});
