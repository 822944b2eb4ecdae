import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'graphql';

const SDL_FILE = new URL('../../schema/chat-conversations.graphql', import.meta.url);

/** The schema that the dashboard's types are made from. */
export function loadSchema(): GraphQLSchema {
  return buildSchema(readFileSync(SDL_FILE, 'utf8'));
}
