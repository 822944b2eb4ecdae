import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeFrame, readSubscriptionId } from './decode.ts';

const KINDS = ['answer', 'data', 'pong', 'endOfService', 'invalid'];
const folder = new URL('../fixtures/', import.meta.url);

function readFrames(): string[] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .flatMap(file => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
    .map((fixture: { text?: string; frame?: unknown }) => fixture.text ?? JSON.stringify(fixture.frame));
}

describe('the decoder', () => {
  test('rule 6: gives a frame for any JSON, and keeps data as it came', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        fc.oneof(fc.string(), fc.integer()),
        (data, id) => {
          const frame = decodeFrame(JSON.stringify({ payload: { data }, id }));
          expect(frame).toEqual({
            kind: 'answer',
            id: String(id),
            outcome: { data: JSON.parse(JSON.stringify(data)) },
          });
        },
      ),
      { numRuns: 2_000 },
    );
  }, 60_000);

  test('rule 6: gives a frame for whatever is no text', () => {
    for (const data of [undefined, null, 7, {}, new ArrayBuffer(2), Buffer.from('{}')]) {
      expect(decodeFrame(data).kind).toBe('invalid');
    }
  });

  test('rule 6: takes an error code that is no number for none', () => {
    const text =
      '{"id":"1","errorCode":{"toString":1,"valueOf":1},"payload":{"errors":[{"name":"FORBIDDEN"}]}}';
    expect(decodeFrame(text)).toMatchObject({
      kind: 'answer',
      outcome: { errorName: 'FORBIDDEN', status: 0 },
    });
  });

  test.each(['null', '[]'])('rule 1: takes errors that are %s for none', errors => {
    const frame = decodeFrame(`{"id":"1","payload":{"data":{"n":1},"errors":${errors}}}`);
    expect(frame).toEqual({ kind: 'answer', id: '1', outcome: { data: { n: 1 } } });
    const refused = decodeFrame(`{"id":"1","errorCode":503,"payload":{"body":"no","errors":${errors}}}`);
    expect(refused).toMatchObject({ outcome: { body: 'no', status: 503 } });
  });

  test.each<[string, unknown, unknown]>([
    ['one error that is no list', { payload: { errors: { name: 'FORBIDDEN' } } }, { errorName: 'FORBIDDEN' }],
    ['a name for the message', { payload: { errors: [{ name: 'X' }] } }, { errors: [{ message: 'X' }] }],
    ['a code alone', { errorCode: 500, payload: {} }, { name: 'ProtocolError', status: 500 }],
    ['a code beside data', { errorCode: 500, payload: { data: {} } }, { data: {} }],
    ['a code without a payload', { error_code: '502' }, { name: 'ProtocolError', status: 502 }],
  ])('rule 1: reads %s', (_name, frame, outcome) => {
    expect(decodeFrame(JSON.stringify(Object.assign({ id: 1 }, frame)))).toMatchObject({ outcome });
  });

  test('says what came without quoting it', () => {
    const frame = decodeFrame('{"sig":"secret"}');
    expect(frame).toEqual({ kind: 'invalid', problem: 'Expected DATA, EOS or PONG, got string.' });
  });

  test('reads a subscription_id of either type, and none from a list', () => {
    expect(readSubscriptionId({ data: { subscription_id: 7 } })).toBe('7');
    expect(readSubscriptionId({ data: { subscription_id: 'x' } })).toBe('x');
    expect(readSubscriptionId({ data: [] })).toBeNull();
    expect(readSubscriptionId({})).toBeNull();
  });

  test('survives 100,000 mutated frames, and leaves every prototype as it was', () => {
    const before = Object.getOwnPropertyNames(Object.prototype).length;
    const frames = readFrames();
    const scraps = [
      '"__proto__"',
      '"constructor"',
      'null',
      '{',
      '}',
      '[',
      ']',
      '"errors"',
      ':',
      ',',
      '1e999',
      '""',
    ];
    let seed = 42;
    const random = (below: number): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((seed / 2 ** 32) * below);
    };
    const mutate = (text: string): string => {
      const at = random(text.length + 1);
      const scrap = scraps[random(scraps.length)] ?? '';
      return text.slice(0, at) + scrap + text.slice(at + random(scrap.length + 2));
    };
    for (let run = 0; run < 100_000; run += 1) {
      const frame = frames[random(frames.length)] ?? '';
      const mutated = run % 2 === 0 ? mutate(frame) : mutate(mutate(frame));
      const { kind } = decodeFrame(mutated);
      if (!KINDS.includes(kind)) throw new Error(`Expected a frame, got ${kind}.`);
    }
    expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
    expect(decodeFrame('{"__proto__":{"sig":"EOS"}}').kind).toBe('invalid');
    expect({}).not.toHaveProperty('sig');
  }, 60_000);
});
