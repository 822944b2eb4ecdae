import { InMemoryCache } from '@apollo/client/cache';

/** The concrete types of the schema's interfaces and union; a test holds it against the schema. */
export const possibleTypes = {
  Channel: ['VisitorChannel', 'AgentChannel'],
  User: ['Agent', 'Visitor'],
  ChatLog: ['Message', 'MemberJoinLog', 'MemberLeaveLog', 'MemberChangeLog'],
};

/**
 * The home of departments and agents; chats and messages are read past it.
 * A connection's edges are replaced whole: each read asks for all of it.
 */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes,
    typePolicies: {
      Query: {
        fields: {
          agents: { merge: (_held, incoming) => incoming },
          departments: { merge: (_held, incoming) => incoming },
        },
      },
    },
  });
}
