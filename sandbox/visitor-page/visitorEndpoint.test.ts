import { describe, expect, it, onTestFinished } from 'vitest';
import { manualClock } from '../clock.ts';
import { eventually, openRoom, type SandboxRoom } from '../testing/sandboxRoom.ts';
import { GONE_AFTER_MS, Presence } from './presence.ts';

/** Reads server-sent events, as [name, data], until it is closed. */
async function listen(room: SandboxRoom, visitorId: string) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const url = `${room.urls.visitor}/stream?visitor=${encodeURIComponent(visitorId)}`;
  const { body } = await fetch(url, { signal: abort.signal });
  if (!body) throw new Error('Expected a stream of events.');
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const next = async (): Promise<[string, unknown]> => {
    const end = rest.indexOf('\n\n');
    if (end >= 0) {
      const event = rest.slice(0, end);
      rest = rest.slice(end + 2);
      return [
        /^event: (.*)$/m.exec(event)?.[1] ?? '',
        JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? 'null'),
      ];
    }
    const { value, done } = await reader.read();
    if (done) throw new Error('The stream has ended.');
    rest += value;
    return next();
  };
  return { next, close: () => abort.abort() };
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

  it('that is closed for long lets the visitor leave', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const visitorId = room.control.openVisitor();
    room.control.write(visitorId, 'Hi');
    const stream = await listen(room, visitorId);
    await stream.next();
    stream.close();
    await eventually(() => {
      clock.advance(GONE_AFTER_MS);
      return room.control.state().channels[0]?.state;
    }).toMatch(/CLOSING|CLOSED/);
  });

  it('that is open at a reset does not make the next visitor with its id leave', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const before = room.control.openVisitor();
    const stream = await listen(room, before);
    expect((await stream.next())[0]).toBe('view');
    expect((await stream.next())[0]).toBe('lines');
    room.control.reset();
    expect(await stream.next()).toEqual(['unknown', {}]);
    const after = room.control.openVisitor();
    expect(after).toBe(before);
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
