import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphqlEnv.d.ts';

/** Parses a GraphQL document and types it from `schema/chat-conversations.graphql`. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
}>();
