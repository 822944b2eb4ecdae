import { describe, expect, it } from 'vitest';
import { OccasionFinder, type WatchedChat } from './occasionFinder.ts';

const START = 1_000_000;

function chat(parts: Partial<WatchedChat> = {}): WatchedChat {
  return { visitorId: 'v1', name: 'Ada', standing: 'mine', isTaken: true, last: null, ...parts };
}

const said = (id: string, at: number) => ({ id, text: `text of ${id}`, at });

const keysOf = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);

describe('of my visitors', () => {
  it('what was written before the page was opened is no news, whenever it is read', () => {
    const finder = new OccasionFinder(START);
    expect(finder.find([chat()], START)).toEqual([]);
    expect(finder.find([chat({ last: said('old', START - 1) })], START + 100)).toEqual([]);
  });

  it('each newer message is, once it is there', () => {
    const finder = new OccasionFinder(START);
    finder.find([chat({ last: said('a', START - 1) })], START);
    expect(keysOf(finder.find([chat({ last: said('b', START + 1) })], START + 2))).toEqual(['message b']);
    expect(keysOf(finder.find([chat({ last: said('c', START + 3) })], START + 4))).toEqual(['message c']);
  });

  it('what came during a gap is told by its newest message alone', () => {
    const finder = new OccasionFinder(START);
    finder.find([chat({ last: said('a', START - 1) })], START);
    expect(keysOf(finder.find([chat({ last: said('d', START + 90_000) })], START + 99_000))).toEqual([
      'message d',
    ]);
  });

  it('a message is news no longer once the chat is not mine', () => {
    const finder = new OccasionFinder(START);
    finder.find([chat({ last: said('a', START - 1) })], START);
    finder.find([chat({ last: said('b', START + 1) })], START + 2);
    expect(finder.find([], START + 3)).toEqual([]);
  });
});

describe('a chat that becomes mine', () => {
  it('has come to me when the last word of an agent is not mine, 2 s later', () => {
    const finder = new OccasionFinder(START);
    finder.find([], START);
    const handed = chat({ isTaken: false, last: said('a', START - 50) });
    expect(finder.find([handed], START + 1_000)).toEqual([]);
    expect(keysOf(finder.find([handed], START + 3_000))).toEqual(['arrived v1']);
  });

  it('has not when I took it', () => {
    const finder = new OccasionFinder(START);
    finder.find([chat({ standing: 'unserved', isTaken: false })], START);
    finder.find([chat({ isTaken: false })], START + 100);
    expect(finder.find([chat({ isTaken: true })], START + 3_000)).toEqual([]);
  });

  it('was mine before when the page was opened', () => {
    const finder = new OccasionFinder(START);
    finder.find([chat({ isTaken: false })], START);
    expect(finder.find([chat({ isTaken: false })], START + 3_000)).toEqual([]);
  });
});

describe('unserved visitors', () => {
  it('are there for as long as they wait, with the time at which that was seen to begin', () => {
    const finder = new OccasionFinder(START);
    const first = chat({ standing: 'unserved', isTaken: false });
    expect(finder.find([first], START)).toMatchObject([{ key: 'unserved v1', since: null }]);
    const second = chat({ visitorId: 'v2', standing: 'unserved', isTaken: false });
    expect(finder.find([first, second], START + 9)).toMatchObject([{ since: null }, { since: START + 9 }]);
    finder.find([second], START + 10);
    expect(finder.find([first, second], START + 20)).toMatchObject([
      { since: START + 20 },
      { since: START + 9 },
    ]);
  });
});
