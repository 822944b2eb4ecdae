import { describe, expect, it } from 'vitest';
import { at } from '../testing/agentClient.ts';
import { NewsClient } from '../testing/newsClient.ts';
import { openRoom, type SandboxRoom } from '../testing/sandboxRoom.ts';

const watch = (room: SandboxRoom, after = 0) =>
  NewsClient.open(room.urls.origin, `/__sandbox/news?after=${after}`);

/** The texts of frames as they come, until there is one that fits. */
async function framesUntil(news: NewsClient, fits: (text: string) => boolean): Promise<string[]> {
  const texts: string[] = [];
  while (!texts.some(fits)) {
    const frames = await news.nextOf('frames');
    for (const frame of Array.isArray(frames) ? frames : []) texts.push(String(at(frame, 'text')));
  }
  return texts;
}

describe('the sandbox page', () => {
  it('comes with a strict content security policy, and nothing inline', async () => {
    const room = await openRoom();
    const page = await fetch(room.urls.control);
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(await page.text()).not.toMatch(/<script(?![^>]*src=)|\son\w+=|style="/);
    const script = await (await fetch(`${room.urls.control}/app.js`)).text();
    expect(script).not.toMatch(/innerHTML|insertAdjacentHTML|document\.write/);
    expect((await fetch(`${room.urls.control}/style.css`)).headers.get('Content-Type')).toContain('text/css');
  });

  it('hears of the levers, the state, and every change of it', async () => {
    const room = await openRoom();
    const news = await watch(room);
    expect(await news.next()).toEqual([
      'levers',
      expect.objectContaining({ rootFields: expect.arrayContaining(['sendMessage', 'channels', 'message']) }),
    ]);
    expect(await news.nextOf('state')).toMatchObject({ chatCount: 0, faults: [], frozen: 0 });
    room.control.write(room.control.openVisitor({ name: 'Ada' }), 'Hi');
    expect(await news.nextOf('state', state => at(state, 'chatCount') === 1)).toMatchObject({
      chats: [{ visitor: { name: 'Ada' }, state: 'INCOMING' }],
    });
    await room.call('/__sandbox/faults', { kind: 'lose-reply', match: 'agents', count: 2 });
    const armed = await news.nextOf('state', state => at(state, 'faults', 0) !== undefined);
    expect(armed).toMatchObject({ faults: [{ kind: 'lose-reply', match: 'agents', count: 2, struck: 0 }] });
    const id = String(at(armed, 'faults', 0, 'id'));
    expect(await room.call(`/__sandbox/faults/${id}`, undefined, 'DELETE')).toMatchObject({ status: 200 });
    await news.nextOf('state', state => at(state, 'faults', 0) === undefined);
    expect(await room.call(`/__sandbox/faults/${id}`, undefined, 'DELETE')).toMatchObject({ status: 404 });
  });

  it('shows frozen sockets, and thaws them', async () => {
    const room = await openRoom();
    const client = await room.connect();
    await room.call('/__sandbox/faults', { kind: 'freeze' });
    expect(room.control.state().frozen).toBe(1);
    const answer = client.request('{ departments { edges { node { name } } } }');
    await room.call('/__sandbox/faults/frozen', undefined, 'DELETE');
    expect(at(await answer, 'payload', 'data')).toBeDefined();
    expect(room.control.state().frozen).toBe(0);
  });

  it('shows every frame both ways, without the credentials in it', async () => {
    const room = await openRoom();
    const news = await watch(room);
    const url = await room.startSession();
    const client = await room.connect(url);
    const answered = await client.request('{ departments(first: 1) { edges { node { name } } } }');
    client.sendText('no json, <img src=x onerror=alert(1)>');
    const texts = await framesUntil(news, text => text.startsWith('no json'));
    const all = texts.join('\n');
    expect(all).toContain('departments(first: 1)');
    expect(texts).toContain(JSON.stringify(answered));
    expect(all).toContain('startAgentSession');
    expect(all).not.toContain('sandbox-token');
    const [, clientId = ''] = /:(\d+)$/.exec(url) ?? [];
    expect(clientId).not.toBe('');
    expect(all).not.toContain(clientId);
  });

  it('goes on after the frame that the page had last', async () => {
    const room = await openRoom();
    const client = await room.connect();
    await client.request('{ __typename }');
    const first = await (await watch(room)).nextOf('frames');
    const last = Array.isArray(first) ? Number(at(first.at(-1), 'number')) : 0;
    expect(last).toBeGreaterThan(2);
    await client.request('{ departments { edges { node { id } } } }');
    const later = await (await watch(room, last)).nextOf('frames');
    expect(at(later, 0, 'number')).toBe(last + 1);
  });

  it('that is of another website hears nothing', async () => {
    const room = await openRoom();
    const foreign = NewsClient.open(room.urls.origin, '/__sandbox/news', {
      Origin: 'http://elsewhere.example',
    });
    await expect(foreign).rejects.toThrow('403');
  });
});
