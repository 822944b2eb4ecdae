import { describe, expect, it } from 'vitest';
import { joined, message } from '../../timeline/testEntries.ts';
import { copiedText } from './copiedText.ts';

const words = { time: (at: number) => `at ${at}`, you: 'You', joined: 'joined', left: 'left', me: 'me' };

describe('a conversation that is copied', () => {
  it('has a line with name and time for each entry', () => {
    const entries = [
      { ...message('a', 1), text: 'Hello\nyou' },
      joined('j', 2),
      { ...message('b', 3, { kind: 'agent', id: 'me', name: 'Ada' }), text: 'Which?', options: ['S', 'M'] },
      { ...joined('l', 4), kind: 'left' as const },
    ];
    expect(copiedText(entries, words)).toBe(
      [
        'Visitor 1, at 1: Hello\nyou',
        'Ana, at 2: joined',
        'You, at 3: Which? [S] [M]',
        'Ana, at 4: left',
      ].join('\n'),
    );
  });
});
