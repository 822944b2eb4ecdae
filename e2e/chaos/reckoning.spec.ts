import { expect, test } from '@playwright/test';
import { agentLine, countWrong, type Evidence, reckon, visitorLine } from './reckoning.ts';

const hello = visitorLine('Ada', 1);
const more = visitorLine('Ada', 2);
const reply = agentLine('Ada', 1);
const second = agentLine('Ada', 2);

const well: Evidence = {
  visitor: 'Ada',
  said: [hello, more],
  typed: [reply, second],
  seen: [hello, 'Good evening!', reply, more, second],
  shown: [[hello, 'Good evening!', reply, more, second]],
};

test.describe('the reckoning at the end of a chaos run', () => {
  test('finds nothing wrong where everybody sees the same', () => {
    expect(reckon([well])).toMatchObject({ messages: 4, examples: [] });
  });

  test('finds what a visitor never got, and what a tab does not show', () => {
    expect(reckon([{ ...well, seen: [hello, more, second], shown: [] }])).toMatchObject({ lost: 1 });
    expect(reckon([{ ...well, shown: [[hello, reply, second]] }])).toMatchObject({
      lost: 1,
      examples: ['tab 1 shows Ada not: Ada asks 2'],
    });
  });

  test('finds what came twice, what came in another order, and what came to the wrong visitor', () => {
    const twice = { ...well, shown: [[hello, reply, reply, more, second]] };
    expect(reckon([twice])).toMatchObject({ doubled: 1, outOfOrder: 0 });
    const turned = { ...well, seen: [hello, second, reply, more], shown: [] };
    expect(reckon([turned])).toMatchObject({ outOfOrder: 1, lost: 0 });
    const strange = { ...well, shown: [[hello, reply, more, second, agentLine('Ben', 1)]] };
    expect(reckon([strange])).toMatchObject({ inWrongChat: 1 });
    expect(countWrong(reckon([twice, turned, strange]))).toBe(3);
  });
});
