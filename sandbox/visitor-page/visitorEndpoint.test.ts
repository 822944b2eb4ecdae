import { describe, expect, it } from 'vitest';
import { manualClock } from '../clock.ts';
import { at } from '../testing/agentClient.ts';
import { NewsClient } from '../testing/newsClient.ts';
import { eventually, openRoom, type SandboxRoom } from '../testing/sandboxRoom.ts';
import { GONE_AFTER_MS, Presence } from './presence.ts';

/** The line of a visitor's page, after the id of the world. */
async function listen(room: SandboxRoom, visitorId: string, world?: string) {
  const query = new URLSearchParams({ visitor: visitorId, ...(world === undefined ? {} : { world }) });
  return NewsClient.open(room.urls.origin, `/visitor/news?${query}`);
}

describe('the visitor page', () => {
  it('comes with a strict content security policy, its style and its script', async () => {
    const room = await openRoom();
    const page = await fetch(room.urls.visitor);
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|script-src [^;]*(https:|\*)/);
    const html = await page.text();
    expect(html).toContain('role="log"');
    expect(html).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="/);
    const script = await fetch(`${room.urls.visitor}/app.js`);
    expect(script.headers.get('Content-Type')).toContain('text/javascript');
    expect(await script.text()).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
    expect((await fetch(`${room.urls.visitor}/style.css`)).headers.get('Content-Type')).toContain('text/css');
  });

  it('hears what is there, and then what is new', async () => {
    const room = await openRoom();
    const visitorId = room.control.openVisitor({ name: 'Ada' });
    room.control.write(visitorId, 'Hi');
    const stream = await listen(room, visitorId);
    expect(await stream.next()).toEqual(['world', expect.stringMatching(/^[\w-]{36}$/)]);
    expect(await stream.next()).toEqual([
      'view',
      expect.objectContaining({ name: 'Ada', chat: 'waiting', agents: [] }),
    ]);
    expect(await stream.next()).toEqual([
      'lines',
      { start: 0, lines: [expect.objectContaining({ text: 'Hi' })] },
    ]);

    const client = await room.connect();
    const c = room.control.state().channels[0]?.id;
    await client.request('mutation($c: ID!) { sendMessage(channel_id: $c msg: "Hello") { success } }', { c });
    expect(await stream.next()).toEqual([
      'view',
      expect.objectContaining({ chat: 'served', agents: ['Alex'] }),
    ]);
    const [, lines] = await stream.next();
    expect(lines).toMatchObject({ start: 1, lines: [{ text: 'Alex joined the chat' }, { text: 'Hello' }] });

    await client.request(
      'mutation($c: ID!) { setTypingIndicator(channel_id: $c typing: true) { success } }',
      { c },
    );
    expect(await stream.next()).toEqual(['view', expect.objectContaining({ typing: ['Alex'] })]);
  });

  it('is told when the sandbox does not know the visitor', async () => {
    const stream = await listen(await openRoom(), '2.nobody');
    expect(await stream.next()).toEqual(['unknown', {}]);
  });

  it('is told that the chat has ended as soon as the visitor leaves it', async () => {
    const room = await openRoom();
    const visitorId = room.control.openVisitor();
    room.control.write(visitorId, 'Hi');
    const client = await room.connect();
    const c = room.control.state().channels[0]?.id;
    await client.request('mutation($c: ID!) { sendMessage(channel_id: $c msg: "Hello") { success } }', { c });
    const stream = await listen(room, visitorId);
    expect(await stream.nextOf('view')).toMatchObject({ chat: 'served', agents: ['Alex'] });
    room.control.leave(visitorId);
    expect(await stream.nextOf('view')).toMatchObject({ chat: 'ended', agents: [], typing: [] });
    room.control.write(visitorId, 'One thing more');
    expect(await stream.nextOf('view', view => at(view, 'chat') === 'waiting')).toMatchObject({ agents: [] });
  });

  it('is another visitor in another sandbox, though that has one with the same id', async () => {
    const [room, other] = [await openRoom(), await openRoom()];
    const visitorId = room.control.openVisitor();
    const world = String((await (await listen(room, visitorId)).next())[1]);
    expect(other.control.openVisitor()).toBe(visitorId);
    expect(await (await listen(other, visitorId, world)).next()).toEqual(['unknown', {}]);
    expect((await (await listen(other, visitorId)).next())[0]).toBe('world');
  });

  it('that is of another website hears nothing', async () => {
    const room = await openRoom();
    const path = `/visitor/news?visitor=${room.control.openVisitor()}`;
    const foreign = NewsClient.open(room.urls.origin, path, { Origin: 'http://elsewhere.example' });
    await expect(foreign).rejects.toThrow('403');
  });

  it('that is closed for long lets the visitor leave', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const visitorId = room.control.openVisitor();
    room.control.write(visitorId, 'Hi');
    const stream = await listen(room, visitorId);
    await stream.nextOf('lines');
    stream.close();
    await eventually(() => {
      clock.advance(GONE_AFTER_MS);
      return room.control.state().channels[0]?.state;
    }).toMatch(/CLOSING|CLOSED/);
  });

  it('that is open at a reset hears so, and the next visitor has another id', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const before = room.control.openVisitor();
    const stream = await listen(room, before);
    await stream.nextOf('lines');
    room.control.reset();
    expect(await stream.next()).toEqual(['unknown', {}]);
    const after = room.control.openVisitor();
    expect(after).not.toBe(before);
    room.control.write(after, 'Hi');
    clock.advance(GONE_AFTER_MS);
    expect(room.control.state().channels).toMatchObject([{ state: 'INCOMING' }]);
  });
});

describe('presence', () => {
  it('says no farewell once the world has begun anew, for pages closed before or after', () => {
    const clock = manualClock();
    const gone: string[] = [];
    const presence = new Presence(clock, visitorId => gone.push(visitorId));
    const [closeBefore, closeAfter] = [presence.open('a'), presence.open('b')];
    closeBefore();
    presence.forgetAll();
    closeAfter();
    clock.advance(GONE_AFTER_MS);
    expect(gone).toEqual([]);
    presence.open('a')();
    clock.advance(GONE_AFTER_MS);
    expect(gone).toEqual(['a']);
  });

  it('ends with the last page, after a while in which none opens', () => {
    const clock = manualClock();
    const gone: string[] = [];
    const presence = new Presence(clock, visitorId => gone.push(visitorId));
    const [closeOne, closeTwo] = [presence.open('a'), presence.open('a')];
    closeOne();
    clock.advance(GONE_AFTER_MS);
    closeTwo();
    clock.advance(GONE_AFTER_MS - 1);
    const closeThree = presence.open('a');
    clock.advance(GONE_AFTER_MS);
    expect(gone).toEqual([]);
    closeThree();
    clock.advance(GONE_AFTER_MS);
    expect(gone).toEqual(['a']);
  });
});
