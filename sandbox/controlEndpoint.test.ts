import { describe, expect, it } from 'vitest';
import { manualClock } from './clock.ts';
import { CLOSING_MS } from './housekeeping.ts';
import { textAt } from './testing/agentClient.ts';
import { openRoom } from './testing/sandboxRoom.ts';

describe('the control calls', () => {
  it('bring a visitor who writes, types and clicks, and show what the visitor sees', async () => {
    const room = await openRoom();
    const opened = await room.call('/__sandbox/visitors', {
      name: 'Ada',
      email: 'ada@example.com',
      department: 'billing',
    });
    expect(opened).toEqual({ status: 201, body: { visitor_id: expect.stringMatching(/^2\.\w{14}$/) } });
    const visitor = `/__sandbox/visitors/${textAt(opened.body, 'visitor_id')}`;
    expect(room.control.state().channels).toEqual([]);

    await room.call(`${visitor}/typing`, { text: 'Hel' });
    const written = await room.call(`${visitor}/messages`, { text: 'Hello' });
    expect(written).toEqual({ status: 201, body: { channel_id: room.control.state().channels[0]?.id } });
    await room.call(`${visitor}/click`, { value: 'Yes' });
    expect((await room.call(`${visitor}/messages`)).body).toEqual([
      { from: 'visitor', name: 'Ada', text: 'Hello', at: expect.any(Number) },
      { from: 'visitor', name: 'Ada', text: 'Yes', at: expect.any(Number) },
    ]);
    expect(room.control.state().channels).toMatchObject([
      {
        visitor_id: textAt(opened.body, 'visitor_id'),
        state: 'INCOMING',
        department: { name: 'Billing' },
        visitor: { name: 'Ada', typing: '' },
      },
    ]);
  });

  it('let a visitor leave: CLOSING, then CLOSED', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const visitorId = room.control.openVisitor();
    room.control.write(visitorId, 'Hi');
    await room.call(`/__sandbox/visitors/${visitorId}/leave`, {});
    expect(room.control.state().channels[0]?.state).toBe('CLOSING');
    clock.advance(CLOSING_MS);
    expect(room.control.state().channels[0]?.state).toBe('CLOSED');
    expect(room.control.messages(visitorId).map(line => line.text)).toEqual([
      'Hi',
      'You left the chat',
      'The chat has ended',
    ]);
  });

  it('reset the world: nobody gets an id from before, and agents keep theirs', async () => {
    const clock = manualClock();
    const room = await openRoom({ clock });
    const before = room.control.openVisitor();
    const channelId = room.control.write(before, 'Hi');
    const { agents } = room.control.state();
    room.control.leave(before);
    room.control.reset();
    expect(room.control.write(room.control.openVisitor(), 'Hi')).not.toBe(channelId);
    clock.advance(CLOSING_MS);
    expect(room.control.state().channels).toMatchObject([{ state: 'INCOMING' }]);
    expect(room.control.state().agents).toEqual(agents);
  });

  it('set a department by its id and by its name', async () => {
    const room = await openRoom();
    const [{ id, name } = { id: '', name: '' }] = room.control.state().departments;
    const byId = await room.call(`/__sandbox/departments/${encodeURIComponent(id)}`, { status: 'OFFLINE' });
    expect(byId).toEqual({ status: 200, body: { id, name, status: 'OFFLINE' } });
    await room.call('/__sandbox/departments/Legal', { status: 'AWAY' });
    expect(room.control.state().departments.map(each => each.status)).toEqual([
      'OFFLINE',
      'ONLINE',
      'ONLINE',
      'AWAY',
      'ONLINE',
    ]);
  });

  it('put everything back, ending the sessions but not the tokens', async () => {
    const room = await openRoom();
    const client = await room.connect();
    room.control.write(room.control.openVisitor(), 'Hi');
    room.control.setDepartment('Legal', 'OFFLINE');
    await room.call('/__sandbox/faults', { kind: 'delay', ms: 10 });
    expect((await room.call('/__sandbox/reset', {})).status).toBe(200);
    expect(await client.closed()).toBe(1000);
    const state = room.control.state();
    expect(state).toMatchObject({ channels: [], sessions: [], subscriptions: 0, faults: [] });
    expect(new Set(state.departments.map(each => each.status))).toEqual(new Set(['ONLINE']));
    await room.connect();
  });

  it.each([
    ['/__sandbox/visitors', { nickname: 'x' }, 400],
    ['/__sandbox/visitors', { department: 'Nowhere' }, 400],
    ['/__sandbox/visitors', [], 400],
    ['/__sandbox/visitors/2.nobody/messages', { text: 'Hi' }, 404],
    ['/__sandbox/departments/Nowhere', { status: 'ONLINE' }, 400],
    ['/__sandbox/departments/Sales', { status: 'SLEEPY' }, 400],
    ['/__sandbox/faults', { kind: 'earthquake' }, 400],
    ['/__sandbox/faults', { kind: 'delay', ms: -1 }, 400],
    ['/__sandbox/faults', { kind: 'error', name: 'OOPS' }, 400],
  ])('answer %s with %j by a sentence', async (path, body, status) => {
    const room = await openRoom();
    expect(await room.call(path, body)).toEqual({
      status,
      body: { error: expect.stringMatching(/\w+ \w+/) },
    });
  });

  it.each(['', '   '])('refuse the message "%s"', async text => {
    const room = await openRoom();
    const path = `/__sandbox/visitors/${room.control.openVisitor()}/messages`;
    expect(await room.call(path, { text })).toMatchObject({ status: 400, body: { error: /not empty/ } });
  });
});
