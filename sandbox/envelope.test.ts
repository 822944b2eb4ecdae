import { anything, assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from './envelope.ts';

describe('decodeFrame', () => {
  it('never throws, whatever the text', () => {
    assert(property(string(), text => decodeFrame(text).kind !== undefined));
    assert(property(anything(), value => decodeFrame(JSON.stringify(value) ?? '').kind !== undefined));
  });

  it.each([0, -1, 1e21, Number.MAX_SAFE_INTEGER, '', 'a', '0'])('keeps the id %j and its type', id => {
    const frame = decodeFrame(JSON.stringify({ type: 'request', id, payload: { query: '{ a }' } }));
    expect(frame).toEqual({
      kind: 'request',
      id,
      payload: { query: '{ a }', variables: {}, operationName: null },
    });
  });

  it.each([
    ['not json', null, /not JSON/],
    ['[]', null, /JSON object|id is missing/],
    ['{"sig":"HELLO"}', null, /HELLO/],
    ['{"type":"request","payload":{"query":"{ a }"}}', null, /id is missing/],
    ['{"type":"request","id":1,"payload":{}}', 1, /query/],
    ['{"type":"stop_subscription","id":"x","payload":{}}', 'x', /subscription_id/],
    ['{"type":"nonsense","id":2}', 2, /nonsense/],
  ])('says what is wrong with %s', (text, id, body) => {
    expect(decodeFrame(text)).toMatchObject({ kind: 'malformed', id, body: expect.stringMatching(body) });
  });

  it('takes a PING with any payload, or none', () => {
    expect(decodeFrame('{"sig":"PING","payload":[1,null]}')).toEqual({ kind: 'ping', payload: [1, null] });
    expect(decodeFrame('{"sig":"PING"}')).toEqual({ kind: 'ping', payload: undefined });
  });
});
