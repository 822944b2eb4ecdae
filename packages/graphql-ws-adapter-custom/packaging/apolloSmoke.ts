// Runs in a project that has the packed adapter, `ws` and the peers of its Apollo entry.
import assert from 'node:assert/strict';
import { ApolloClient, CombinedGraphQLErrors, gql, InMemoryCache } from '@apollo/client';
import { createClient } from 'graphql-ws-adapter-custom';
import { EnvelopeLink } from 'graphql-ws-adapter-custom/apollo';
import { firstValueFrom } from 'rxjs';
import { WebSocket } from 'ws';
import { ScriptedServer } from '../testing/scriptedServer.ts';

const server = await ScriptedServer.listen();
const client = createClient({ url: server.url, webSocketImpl: WebSocket, lazy: false });
const apollo = new ApolloClient({ link: new EnvelopeLink(client), cache: new InMemoryCache() });
const socket = await server.connection();

const answered = apollo.query({ query: gql`{ departments { name } }` });
socket.answer(await socket.frame(), { departments: [{ __typename: 'Department', name: 'Sales' }] });
assert.deepEqual((await answered).data, { departments: [{ __typename: 'Department', name: 'Sales' }] });

const refused = apollo.mutate({ mutation: gql`mutation { leaveChat { success } }` });
const { id } = await socket.frame();
socket.send({
  id,
  payload: { data: null, errors: [{ name: 'GRAPHQL_EXEC_ERROR', message: 'No', UUID: 'u' }] },
});
await assert.rejects(
  refused,
  error => CombinedGraphQLErrors.is(error) && error.errors[0]?.extensions?.['UUID'] === 'u',
);

const message = firstValueFrom(apollo.subscribe({ query: gql`subscription { message }` }));
await socket.started('s1');
socket.data('s1', { message: 'Hello' });
assert.deepEqual((await message).data, { message: 'Hello' });

apollo.stop();
client.dispose();
await socket.closed;
await server.close();
