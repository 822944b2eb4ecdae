import { ApolloClient, CombinedGraphQLErrors, gql, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { expect, onTestFinished, test } from 'vitest';
import { startClient, startServer } from '../../testing/harness.ts';
import { Queue } from '../../testing/queue.ts';
import type { ScriptedServer } from '../../testing/scriptedServer.ts';
import { EnvelopeError } from '../index.ts';
import { EnvelopeLink } from './EnvelopeLink.ts';

const SEND = gql`
  mutation Send($msg: String!) {
    sendMessage(channel_id: "1", msg: $msg) {
      success
    }
  }
`;
const MESSAGES = gql`
  subscription Messages {
    message {
      node {
        id
      }
    }
  }
`;

function startApollo(server: ScriptedServer): ApolloClient {
  const apollo = new ApolloClient({
    link: new EnvelopeLink(startClient(server)),
    cache: new InMemoryCache(),
  });
  onTestFinished(() => apollo.stop());
  return apollo;
}

test('a mutation goes out as text, variables and name, and gives its data', async () => {
  const server = await startServer();
  const result = startApollo(server).mutate({
    mutation: SEND,
    variables: { msg: 'Hi' },
    context: { extensions: { secret: 1 } },
  });
  const connection = await server.connection();
  const frame = await connection.frame();
  expect(frame.payload).toEqual({
    query: expect.stringContaining('mutation Send($msg: String!)'),
    variables: { msg: 'Hi' },
    operationName: 'Send',
  });
  connection.answer(frame, { sendMessage: { success: true, __typename: 'SendMessagePayload' } });
  expect((await result).data).toMatchObject({ sendMessage: { success: true } });
});

test('an error of the execution keeps its name and UUID under extensions', async () => {
  const server = await startServer();
  const result = startApollo(server).mutate({ mutation: SEND, variables: { msg: 'Hi' } });
  const connection = await server.connection();
  connection.refuse(await connection.frame(), 400, 'GRAPHQL_EXEC_ERROR');
  const error = await result.catch((reason: unknown) => reason);
  if (!CombinedGraphQLErrors.is(error)) throw new Error('Expected CombinedGraphQLErrors.');
  expect(error.errors[0]).toMatchObject({
    message: 'GRAPHQL_EXEC_ERROR!',
    extensions: { name: 'GRAPHQL_EXEC_ERROR', UUID: 'u-1' },
  });
});

test('any other named error is raised as it is', async () => {
  const server = await startServer();
  const result = startApollo(server).mutate({ mutation: SEND, variables: { msg: 'Hi' } });
  const connection = await server.connection();
  connection.refuse(await connection.frame(), 403, 'FORBIDDEN');
  const error = await result.catch((reason: unknown) => reason);
  expect(EnvelopeError.is(error)).toBe(true);
});

test('a subscription outlives a lost socket, and unsubscribing stops it', async () => {
  const server = await startServer();
  const data = new Queue<unknown>();
  const subscription = startApollo(server)
    .subscribe({ query: MESSAGES, fetchPolicy: 'no-cache' })
    .subscribe(result => data.put(result.data));
  const first = await server.connection();
  await first.started('s1');
  first.data('s1', { message: { n: 1 } });
  expect(await data.take()).toEqual({ message: { n: 1 } });
  first.drop();
  const second = await server.connection();
  await second.started('s2');
  second.data('s2', { message: { n: 2 } });
  expect(await data.take()).toEqual({ message: { n: 2 } });
  subscription.unsubscribe();
  expect(await second.frame()).toMatchObject({
    type: 'stop_subscription',
    payload: { subscription_id: 's2' },
  });
});

test("Apollo's stock GraphQLWsLink runs on the client as it is", async () => {
  const server = await startServer();
  const apollo = new ApolloClient({
    link: new GraphQLWsLink(startClient(server)),
    cache: new InMemoryCache(),
  });
  onTestFinished(() => apollo.stop());
  const data = new Queue<unknown>();
  apollo.subscribe({ query: MESSAGES, fetchPolicy: 'no-cache' }).subscribe(result => data.put(result.data));
  const connection = await server.connection();
  const start = await connection.started('s1');
  expect(start.payload).not.toHaveProperty('extensions');
  connection.data('s1', { message: { n: 1 } });
  expect(await data.take()).toEqual({ message: { n: 1 } });
});
