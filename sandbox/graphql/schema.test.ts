import { readFileSync } from 'node:fs';
import type { DefinitionNode } from 'graphql';
import { buildASTSchema, isSpecifiedScalarType, Kind, parse, validateSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { loadSchema } from './schema.ts';

const SDL = readFileSync(new URL('../../schema/chat-conversations.graphql', import.meta.url), 'utf8');
const { definitions } = parse(SDL);
const schema = loadSchema();

const SOURCE = /documented|client|inferred|not known|No value was ever seen/;

/** What a definition brings, each with its description. */
function membersOf(
  definition: DefinitionNode,
): readonly { readonly description?: { readonly value: string } | undefined }[] {
  if ('fields' in definition) return definition.fields ?? [];
  return 'values' in definition ? (definition.values ?? []) : [];
}

describe('the schema', () => {
  it('says of every type from where it is known', () => {
    const types = Object.values(schema.getTypeMap()).filter(
      type => !isSpecifiedScalarType(type) && !type.name.startsWith('__'),
    );
    expect(types.filter(type => !SOURCE.test(type.description ?? '')).map(type => type.name)).toEqual([]);
  });

  it('says of every operation from where it is known', () => {
    const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
    const fields = roots.flatMap(root => Object.values(root?.getFields() ?? {}));
    expect(fields.length).toBeGreaterThan(20);
    expect(fields.filter(field => !SOURCE.test(field.description ?? '')).map(field => field.name)).toEqual(
      [],
    );
  });

  it('marks what is inferred in the descriptions too, so that IDEs show it', () => {
    const extensions = definitions.filter(
      ({ kind }) => kind === Kind.OBJECT_TYPE_EXTENSION || kind === Kind.ENUM_TYPE_EXTENSION,
    );
    const members = extensions.flatMap(membersOf);
    expect(members.length).toBeGreaterThan(10);
    expect(members.filter(member => !/inferred/.test(member.description?.value ?? ''))).toEqual([]);
  });

  it('holds together when all that is inferred at its end is cut off', () => {
    const known = definitions.filter(({ kind }) => !kind.endsWith('Extension'));
    const kept = known.filter(each => !('name' in each && each.name?.value === 'PageInfo'));
    const cut = buildASTSchema({ kind: Kind.DOCUMENT, definitions: kept });
    expect(validateSchema(cut)).toEqual([]);
  });
});
