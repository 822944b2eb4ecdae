import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodeFrame } from './decode.ts';
import { encodePayload, encodePing, encodeRequest, encodeStop } from './encode.ts';
import { operationKind } from './operationKind.ts';

interface Fixture {
  readonly description: string;
  readonly direction: 'client' | 'server';
  readonly frame?: Readonly<Record<string, unknown>>;
  /** In place of `frame`, where it is no JSON object. */
  readonly text?: string;
  readonly decodesTo?: Readonly<Record<string, unknown>>;
}

const folder = new URL('../fixtures/', import.meta.url);

function readFixtures(file: string): Fixture[] {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
}

/** The fixtures write a result and an error under names of their own; both are the frame's `outcome`. */
function flatten(frame: ReturnType<typeof decodeFrame>): unknown {
  if (frame.kind !== 'answer' && frame.kind !== 'data') return frame;
  const { outcome, ...rest } = frame;
  return outcome instanceof Error
    ? { ...rest, error: Object.fromEntries(Object.entries(outcome)) }
    : { ...rest, result: outcome };
}

describe.each(readdirSync(folder).filter(file => file.endsWith('.json')))('%s', file => {
  const fixtures = readFixtures(file);
  const fromServer = fixtures.filter(({ direction }) => direction === 'server');
  const fromClient = fixtures.filter(({ direction }) => direction === 'client');

  test.each(fromServer)('decodes: $description', ({ frame, text, decodesTo = {} }) => {
    const decoded = flatten(decodeFrame(text ?? JSON.stringify(frame)));
    // Of an error and of an invalid frame the fixtures name what counts, of a result all of it.
    if ('error' in decodesTo || decodesTo['kind'] === 'invalid') expect(decoded).toMatchObject(decodesTo);
    else expect(decoded).toEqual(decodesTo);
  });

  test.each(fromClient)('encodes: $description', ({ frame }) => {
    expect(JSON.parse(encode(frame ?? {}))).toEqual({
      ...frame,
      ...(frame && 'id' in frame && { id: String(frame['id']) }),
    });
  });
});

/** Makes the frame again out of what it says; ids go out as text. */
function encode({ sig, type, id, payload }: Readonly<Record<string, unknown>>): string {
  if (sig === 'PING') return encodePing(payload);
  if (typeof payload !== 'object' || payload === null) throw new Error('Expected a payload, got none.');
  if (type === 'stop_subscription') {
    return encodeStop(String(id), 'subscription_id' in payload ? String(payload.subscription_id) : '');
  }
  const query = 'query' in payload ? String(payload.query) : '';
  expect(operationKind(query)).not.toBe('unknown');
  return encodeRequest(String(id), encodePayload({ ...payload, query }));
}
