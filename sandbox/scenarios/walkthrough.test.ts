import { array, assert, constantFrom, integer, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstOf, openPlay } from '../testing/playRoom.ts';
import { agentSendsStructured, departmentChangesStatus } from '../world/agentTransitions.ts';
import { channelState, channelsOf, departmentsOf } from '../world/model.ts';
import type { StructuredMessage } from '../world/structuredMessage.ts';
import { clickableValues } from '../world/structuredMessage.ts';
import { scenarioNamed } from './scenarios.ts';

const walkthrough = scenarioNamed('walkthrough');
const maya = walkthrough.play?.arrivals?.visitors[0]?.visits[0];
const openWalkthrough = (seed?: number) => openPlay(walkthrough, seed);

/** Alex is ONLINE, and the first visitor has written. */
function begun(seed?: number) {
  const room = openWalkthrough(seed);
  room.goOnline();
  room.wait(4);
  return { ...room, channel: firstOf(room.open()) };
}

describe('the walkthrough', () => {
  it('is quiet until an agent goes ONLINE, and has a waiting visitor within three seconds of it', () => {
    const { wait, goOnline, open } = openWalkthrough();
    wait(60);
    expect(open()).toEqual([]);
    goOnline();
    wait(3);
    expect(open()).toHaveLength(1);
    expect(channelState(firstOf(open()))).toBe('INCOMING');
  });

  it('never floods the agent', () => {
    const { wait, goOnline, onDesk } = openWalkthrough();
    goOnline();
    for (let second = 0; second < 300; second += 1) {
      wait(1);
      expect(onDesk().length).toBeLessThanOrEqual(5);
    }
    expect(onDesk().length).toBeGreaterThan(2);
  });

  it('never leaves the desk empty for long within half an hour, whatever the agent does', () => {
    const deed = record({
      does: constantFrom('nothing', 'reply', 'transfer', 'transferWithoutLeaving'),
      department: constantFrom('Shipping', 'Billing', 'Returns', 'Legal', 'Sales'),
      each: integer({ min: 1, max: 20 }),
    });
    assert(
      property(integer({ min: 1, max: 999 }), array(deed, { minLength: 1, maxLength: 4 }), (seed, habits) => {
        const room = openWalkthrough(seed);
        room.goOnline();
        room.wait(3);
        let emptySeconds = 0;
        for (let second = 0; second < 1800; second += 1) {
          room.wait(1);
          for (const habit of habits.filter(({ each }) => second % each === 0)) {
            const channel = room.onDesk()[second % 5];
            if (!channel || habit.does === 'nothing') continue;
            if (habit.does === 'reply' || !channel.agentIds.includes(room.alex)) room.reply(channel, 'Hello');
            else room.transfer(channel, habit.department, habit.does === 'transfer');
          }
          emptySeconds = room.onDesk().length === 0 ? emptySeconds + 1 : 0;
          expect(emptySeconds).toBeLessThan(25);
        }
      }),
      {
        numRuns: 8,
        examples: [
          [1, [{ does: 'reply', department: 'Sales', each: 1 }]],
          [2, [{ does: 'transfer', department: 'Shipping', each: 1 }]],
          [3, [{ does: 'transfer', department: 'Legal', each: 5 }]],
          [4, [{ does: 'nothing', department: 'Sales', each: 1 }]],
        ],
      },
    );
  }, 30_000);

  it('has visitors who type, answer each reply once, give thanks, leave, and come again with more', () => {
    const { wait, store, channel, reply, said, now } = begun();
    expect(said(channel)).toEqual([maya?.opening]);
    reply(channel, 'Hello Maya');
    reply(channel, 'Let me look.');
    wait(3.3);
    expect(store.world.visitors.get(channel.visitorId)?.typing).not.toBe('');
    wait(4);
    expect(said(channel)).toHaveLength(2);
    for (let round = 0; round < 2; round += 1) {
      reply(channel, 'Go on.');
      wait(8);
    }
    expect(said(channel).at(-1)).toBe(maya?.thanks);
    wait(20);
    expect(channelState(now(channel))).toBe('CLOSED');
    wait(600);
    const again = channelsOf(store.world).filter(each => each.visitorId === channel.visitorId);
    expect(again.length).toBeGreaterThan(1);
    expect(said(channel)).toContain(walkthrough.play?.arrivals?.visitors[0]?.visits[1]?.opening);
  });

  it('has a visitor answer what was written while the answer before was being typed', () => {
    const { wait, channel, reply, said } = begun();
    reply(channel, 'Hello Maya');
    wait(3.3);
    reply(channel, 'And one more thing.');
    wait(14);
    expect(said(channel)).toEqual([maya?.opening, ...(maya?.answers ?? [])]);
  });

  it('has visitors click what is offered, any of it', () => {
    const clicked = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(seed => {
      const { wait, channel, reply, said } = begun(seed);
      reply(channel, 'Which one?', ['The first', 'The second']);
      wait(4);
      return said(channel).at(-1);
    });
    expect(new Set(clicked)).toEqual(new Set(['The first', 'The second']));
  });

  const button = { text: 'Yes', action: { value: 'yes, please' } };
  const link = { text: 'Shop', action: { type: 'LINK_ACTION' as const, value: 'https://example.com' } };
  const panel = { heading: 'Harbour', paragraph: 'A jacket' };
  it.each<StructuredMessage>([
    { type: 'quick_replies', msg: '?', quick_replies: [button] },
    { type: 'button_template', msg: '?', buttons: [link, button] },
    { type: 'panel_template', panel, buttons: [button, link] },
    {
      type: 'panel_template_carousel',
      items: [
        { panel, buttons: [link] },
        { panel, buttons: [button] },
      ],
    },
    { type: 'list_template', items: [panel, panel], buttons: [button] },
  ])('has visitors click a reply or button of $type, and no link', message => {
    const { wait, channel, apply, alex, said } = begun();
    apply((world, at) => agentSendsStructured(world, alex, channel.id, message, at));
    wait(4);
    expect(clickableValues(message)).toEqual(['yes, please']);
    expect(said(channel).at(-1)).toBe('yes, please');
  });

  it('has a visitor grow impatient once when nobody answers, and give up much later', () => {
    const { wait, channel, said, now } = begun();
    wait(120);
    expect(said(channel)).toEqual([maya?.opening, maya?.impatient]);
    expect(now(channel).phase).toBe('open');
    wait(420);
    expect(said(channel)).toEqual([maya?.opening, maya?.impatient]);
    expect(now(channel).phase).toBe('closed');
  });

  it('has a colleague take what waits in a department where one is ONLINE, and nobody elsewhere', () => {
    const { wait, goOnline, open, reply, transfer, serving } = openWalkthrough();
    goOnline();
    wait(20);
    const [one, two] = open();
    if (!one || !two) throw new Error('Expected two open channels.');
    reply(one, 'Hello');
    transfer(one, 'Shipping');
    reply(two, 'Hello');
    transfer(two, 'Legal');
    wait(10);
    expect(serving(one)).toEqual(['Sam Okoro']);
    expect(serving(two)).toEqual([]);
  });

  it('has who was transferred wait until somebody of the department is there', () => {
    const { wait, channel, reply, transfer, serving, status } = begun();
    wait(50);
    reply(channel, 'Hello');
    transfer(channel, 'Billing');
    expect(status('Billing')).toBe('OFFLINE');
    wait(20);
    expect(serving(channel)).toEqual([]);
    wait(20);
    expect(status('Billing')).toBe('ONLINE');
    expect(serving(channel)).toEqual(['Inês Costa']);
  });

  it('has nobody serve in a department that is forced OFFLINE, until it is ONLINE', () => {
    const { wait, channel, reply, transfer, serving, apply, store } = begun();
    const shipping = departmentsOf(store.world)[0]?.id ?? '';
    apply(world => departmentChangesStatus(world, shipping, 'OFFLINE'));
    reply(channel, 'Hello');
    transfer(channel, 'Shipping');
    wait(60);
    expect(serving(channel)).toEqual([]);
    apply(world => departmentChangesStatus(world, shipping, 'ONLINE'));
    wait(10);
    expect(serving(channel)).toEqual(['Sam Okoro']);
  });

  it('has a colleague come beside an agent who transfers without leaving', () => {
    const { wait, channel, reply, transfer, serving } = begun();
    reply(channel, 'Hello');
    transfer(channel, 'Returns', false);
    wait(130);
    expect(serving(channel)).toEqual(['Alex Morgan', 'Lena Fischer']);
  });

  it('lets the last transfer count when a chat is handed on twice', () => {
    const { wait, channel, reply, transfer, serving } = begun();
    reply(channel, 'Hello');
    transfer(channel, 'Shipping');
    wait(5);
    transfer(channel, 'Sales');
    wait(7.9);
    expect(serving(channel)).toEqual([]);
    wait(2.2);
    expect(serving(channel)).toEqual(['Grace Kim']);
  });

  it('turns a department OFFLINE for a while, again and again, by the status of its agents', () => {
    const { wait, goOnline, status } = openWalkthrough();
    const all = ['Shipping', 'Billing', 'Returns', 'Legal', 'Sales'];
    expect(all.map(status)).toEqual(['ONLINE', 'ONLINE', 'AWAY', 'OFFLINE', 'ONLINE']);
    goOnline();
    for (let round = 0; round < 2; round += 1) {
      wait(60);
      expect(status('Billing')).toBe('OFFLINE');
      wait(30);
      expect(status('Billing')).toBe('ONLINE');
      wait(150);
    }
  });

  it('ends when it is told to', () => {
    const { wait, goOnline, open, stop } = openWalkthrough();
    goOnline();
    stop();
    wait(60);
    expect(open()).toEqual([]);
  });
});
