import { readdirSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Frame } from './testing/agentClient.ts';
import { openRoom } from './testing/sandboxRoom.ts';

/*
 * The adapter's golden frames: the adapter and the sandbox share no code, so both are held to these.
 */
const FIXTURES = new URL('../packages/graphql-ws-adapter-custom/fixtures/', import.meta.url);

const fixtureSchema = v.looseObject({
  description: v.string(),
  direction: v.string(),
  frame: v.optional(v.record(v.string(), v.unknown())),
});

const clientFrames = readdirSync(FIXTURES)
  .filter(file => file.endsWith('.json'))
  .flatMap(file => {
    const text = readFileSync(new URL(file, FIXTURES), 'utf8');
    return v.parse(v.pipe(v.string(), v.parseJson(), v.array(fixtureSchema)), text);
  })
  .flatMap(({ description, direction, frame }) =>
    direction === 'client' && frame ? [{ description, frame }] : [],
  );

const answers = (sent: Frame) => (frame: Frame) =>
  sent['sig'] === 'PING' ? frame['sig'] === 'PONG' : Object.is(frame['id'], sent['id']);

describe('what the adapter sends', () => {
  it('is known', () => expect(clientFrames.length).toBeGreaterThan(5));

  it.each(clientFrames)('is answered: $description', async ({ frame }) => {
    const client = await (await openRoom()).connect();
    client.send(frame);
    const answer = await client.frame(answers(frame));
    if (frame['sig'] === 'PING') expect(answer).toEqual({ ...frame, sig: 'PONG' });
    if (frame['type'] === 'request') expect(answer).not.toHaveProperty('payload.body');
  });
});
