import { beforeEach, describe, expect, it } from 'vitest';
import type { Chat } from '../apollo/chat.ts';
import { ada, ben, chat } from '../testing/builders.ts';
import { TransferNotes } from './transferNotes.ts';

const NOON = new Date(2026, 10, 22, 12).getTime();
const NEXT_DAY = new Date(2026, 10, 23, 1).getTime();
const sales = { id: 'sales', name: 'Sales' };
const legal = { id: 'legal', name: 'Legal' };
const book = (...chats: readonly Chat[]) => ({
  chats: new Map(chats.map(one => [one.visitorId, one])),
  loaded: true,
});

beforeEach(() => localStorage.clear());

describe('transfers', () => {
  it.each<[string, Chat, Chat, boolean | null]>([
    ['from me', chat({ agents: [ada], department: legal }), chat({ department: sales }), true],
    ['from a colleague', chat({ agents: [ben] }), chat({ department: sales }), false],
    ['to which I stay', chat({ agents: [ada] }), chat({ agents: [ada], department: sales }), false],
    ['that is none', chat({ agents: [ada], department: sales }), chat({ department: sales }), null],
    ['to nowhere', chat({ department: sales }), chat(), null],
  ])('one %s', (_what, before, after, isMine) => {
    const transfers = new TransferNotes(NOON);
    transfers.take(book(before), ada.id, NOON);
    transfers.take(book(after), ada.id, NOON + 1);
    const expected = { visitorId: 'v1', department: 'Sales', at: NOON + 1, isMine };
    expect(transfers.notes.getSnapshot()).toEqual(isMine === null ? [] : [expected]);
  });

  it('are not what is seen for the first time, nor before the chats are read', () => {
    const transfers = new TransferNotes(NOON);
    transfers.take({ chats: new Map(), loaded: false }, ada.id, NOON);
    transfers.take(book(chat({ department: sales })), ada.id, NOON);
    expect(transfers.notes.getSnapshot()).toEqual([]);
  });

  it('outlive a reload, until the day is over or the agent signs out', () => {
    const transfers = new TransferNotes(NOON);
    transfers.take(book(chat({ department: legal })), ada.id, NOON);
    transfers.take(book(chat({ department: sales })), ada.id, NOON);
    expect(new TransferNotes(NOON).notes.getSnapshot()).toHaveLength(1);
    expect(new TransferNotes(NEXT_DAY).notes.getSnapshot()).toEqual([]);
    transfers.wipe();
    expect(new TransferNotes(NOON).notes.getSnapshot()).toEqual([]);
  });

  it('that were kept and are not understood are left out', () => {
    localStorage.setItem('switchboard.transfers', JSON.stringify([{ at: 1 }, null, 'x']));
    expect(new TransferNotes(NOON).notes.getSnapshot()).toEqual([]);
    localStorage.setItem('switchboard.transfers', '{');
    expect(new TransferNotes(NOON).notes.getSnapshot()).toEqual([]);
  });
});
