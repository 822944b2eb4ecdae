import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EVERYTHING, passes } from './frameFilter.ts';
import { frameLine, wholeFrame } from './frameLine.ts';
import type { Frame } from './protocol.ts';

function frame(what: Frame['what'], content: unknown): Frame {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  return { number: 1, at: 0, line: 1, sessionId: 'abc123', agent: 'Alex Morgan', what, text, cut: 0 };
}

describe('a line of the feed', () => {
  it.each([
    [
      frame('received', {
        payload: { query: 'mutation M($c: ID!) { sendMessage(channel_id: $c) { success } }' },
        type: 'request',
        id: 7,
      }),
      'request',
      'mutation sendMessage #7',
    ],
    [frame('received', { query: '{ all: channels { edges { cursor } } }' }), 'request', 'query channels'],
    [frame('received', { sig: 'PING', payload: 1 }), 'heartbeat', 'PING'],
    [
      frame('received', { type: 'stop_subscription', payload: { subscription_id: 'x' }, id: 0 }),
      'stop',
      'stop_subscription #0',
    ],
    [frame('sent', { payload: { data: { ok: true } }, id: 'a' }), 'answer', '{"ok":true} #a'],
    [frame('sent', { sig: 'DATA', subscription_id: 'x', payload: { data: { n: 1 } } }), 'data', '{"n":1}'],
    [
      frame('sent', { errorCode: 403, payload: { errors: [{ name: 'FORBIDDEN', message: 'No.' }] }, id: 2 }),
      'error',
      'FORBIDDEN: No. #2',
    ],
    [
      frame('sent', { error_code: 400, sig: 'DATA', payload: { error: [{ name: 'MAX_SUB' }] } }),
      'error',
      'MAX_SUB',
    ],
    [
      frame('sent', { errorCode: 400, payload: { body: 'The frame is not JSON.' } }),
      'error',
      'The frame is not JSON.',
    ],
    [
      frame('sent', { sig: 'EOS', reason: 'unexpected session state' }),
      'eos',
      'EOS: unexpected session state',
    ],
    [frame('sent', '{"sig":"DATA","payl'), 'unreadable', '{"sig":"DATA","payl'],
    [frame('closed', '1006'), 'socket', 'closed with 1006: the line was cut'],
  ])('tells what %j is', (given, kind, summary) => {
    expect(frameLine(given)).toEqual({ frame: given, kind, summary });
  });

  it('is made of whatever comes', () => {
    const what = fc.constantFrom<Frame['what']>('opened', 'received', 'sent', 'closed');
    fc.assert(
      fc.property(what, fc.oneof(fc.json(), fc.string()), (direction, text) => {
        const given = frame(direction, text);
        expect(typeof frameLine(given).summary).toBe('string');
        expect(wholeFrame(given).length).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('passes by direction, kind, and text in any case; heartbeats only when asked for', () => {
    const sent = frameLine(frame('sent', { payload: { data: { name: 'Shipping' } }, id: 1 }));
    const ping = frameLine(frame('received', { sig: 'PING', payload: 1 }));
    expect(passes(sent, EVERYTHING)).toBe(true);
    expect(passes(sent, { ...EVERYTHING, direction: 'received' })).toBe(false);
    expect(passes(sent, { ...EVERYTHING, kind: 'data' })).toBe(false);
    expect(passes(sent, { ...EVERYTHING, text: ' shipping ' })).toBe(true);
    expect(passes(sent, { ...EVERYTHING, text: 'alex' })).toBe(true);
    expect(passes(sent, { ...EVERYTHING, text: 'billing' })).toBe(false);
    expect(passes(ping, EVERYTHING)).toBe(false);
    expect(passes(ping, { ...EVERYTHING, heartbeats: true })).toBe(true);
    expect(passes(ping, { ...EVERYTHING, kind: 'heartbeat' })).toBe(true);
  });
});
