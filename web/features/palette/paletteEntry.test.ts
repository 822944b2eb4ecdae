import { describe, expect, it } from 'vitest';
import { type PaletteEntry, paletteSearch } from './paletteEntry.ts';

function entry(id: string, section: PaletteEntry['section'], title: string, keywords = ''): PaletteEntry {
  return { id, section, title, detail: '', keywords, caps: [], run: () => undefined };
}

const entries = [
  entry('chat:ada', 'chats', 'Ada Lindqvist', 'ada@example.com vip'),
  entry('chat:krol', 'chats', 'Tomasz Król'),
  entry('chat:yael', 'chats', 'יעל שחר'),
  entry('department:1', 'departments', 'Transfer to Shipping'),
  entry('department:2', 'departments', 'Transfer to Billing'),
  entry('command:theme', 'settings', 'Theme: dark'),
  entry('command:help', 'actions', 'Show all keys'),
];

function found(query: string, recent: readonly string[] = []) {
  return paletteSearch(
    entries,
    recent,
  )(query).map(({ section, entries: lines }) => [section, lines.map(({ id }) => id)]);
}

describe('the palette’s search', () => {
  it.each([
    ['ada', 'chat:ada'],
    ['lindqvist ada', 'chat:ada'],
    ['lindqivst', 'chat:ada'],
    ['example.com', 'chat:ada'],
    ['vip', 'chat:ada'],
    ['krol', 'chat:krol'],
    ['שחר', 'chat:yael'],
    ['ship', 'department:1'],
    ['transfer bill', 'department:2'],
    ['dark', 'command:theme'],
  ])('%j finds it first', (query, id) => {
    expect(found(query)[0]?.[1]?.[0]).toBe(id);
  });

  it('wants every word', () => {
    expect(found('ada shipping')).toEqual([]);
    expect(found('zzzz')).toEqual([]);
  });

  it('shows all in their order before anything is asked, what was used lately first and once', () => {
    expect(found(' ', ['command:help', 'chat:gone', 'chat:krol'])).toEqual([
      ['recent', ['command:help', 'chat:krol']],
      ['chats', ['chat:ada', 'chat:yael']],
      ['departments', ['department:1', 'department:2']],
      ['settings', ['command:theme']],
    ]);
  });

  it('shows as much as anybody reads, of thousands', () => {
    const many = Array.from({ length: 5_000 }, (_, index) =>
      entry(`chat:${index}`, 'chats', `Visitor ${index}`),
    );
    const search = paletteSearch(many, []);
    expect(search('')[0]?.entries).toHaveLength(8);
    expect(search('visitor')[0]?.entries).toHaveLength(40);
  });
});
