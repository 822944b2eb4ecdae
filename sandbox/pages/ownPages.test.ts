import { describe, expect, it } from 'vitest';
import { openRoom, type SandboxRoom } from '../testing/sandboxRoom.ts';
import { whyForeign } from './ownPages.ts';

function post(room: SandboxRoom, headers: Record<string, string>, path = '/__sandbox/visitors') {
  return fetch(room.urls.origin + path, { method: 'POST', headers, body: '{}' });
}

describe('the control calls', () => {
  it('are refused to pages of other websites, and do nothing for them', async () => {
    const room = await openRoom();
    const client = await room.connect();
    for (const path of ['/__sandbox/visitors', '/__sandbox/reset', '/__sandbox/faults']) {
      const answer = await post(
        room,
        { Origin: 'http://elsewhere.example', 'Content-Type': 'text/plain' },
        path,
      );
      expect(answer.status).toBe(403);
      expect(await answer.json()).toEqual({ error: expect.stringContaining('http://elsewhere.example') });
    }
    expect((await post(room, { Origin: 'null' })).status).toBe(403);
    expect(
      (await client.request('{ departments { edges { node { name } } } }'))['errorCode'],
    ).toBeUndefined();
  });

  it('are answered for the own pages when they send JSON, and for programs, whatever they send', async () => {
    const room = await openRoom();
    const own = { Origin: room.urls.origin };
    expect((await post(room, { ...own, 'Content-Type': 'application/json' })).status).toBe(201);
    expect((await post(room, { ...own, 'Content-Type': 'text/plain' })).status).toBe(415);
    expect((await post(room, { 'Content-Type': 'text/plain' })).status).toBe(201);
    expect((await post(room, { 'Content-Type': 'application/x-www-form-urlencoded' })).status).toBe(201);
  });
});

describe('what is foreign', () => {
  it.each([
    [{ host: '127.0.0.1:4100', origin: undefined }, null],
    [{ host: 'localhost:4100', origin: 'http://localhost:4100' }, null],
    [{ host: '[::1]:4100', origin: undefined }, null],
    [{ host: 'localhost:4100', origin: 'http://localhost:3000' }, 'http://localhost:3000'],
    [{ host: '127.0.0.1:4100', origin: 'https://127.0.0.1:4100' }, 'https://127.0.0.1:4100'],
    [{ host: 'elsewhere.example:4100', origin: 'http://elsewhere.example:4100' }, 'elsewhere.example'],
    [{ host: undefined, origin: undefined }, 'The host must be'],
  ])('%j: %s', (headers, why) => {
    const found = whyForeign(headers);
    if (why === null) expect(found).toBeNull();
    else expect(found).toContain(why);
  });
});
