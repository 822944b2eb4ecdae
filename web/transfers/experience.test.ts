import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeExperience, type Experience, learn, noExperience, suggest } from './experience.ts';

const words = (text: string) => new Set(text.split(' '));
const taughtBy = (...chats: readonly (readonly [string | null, string])[]): Experience =>
  chats.reduce((experience, [to, text]) => learn(experience, to, words(text)), noExperience);

const taught = taughtBy(
  ['billing', 'refund invoice wrong'],
  ['billing', 'invoice refund twice'],
  ['shipping', 'parcel late'],
  ['shipping', 'parcel address'],
  [null, 'opening hours'],
);
const both = ['billing', 'shipping'];

describe('what past transfers suggest', () => {
  it('is the department whose visitors spoke of the same, and says which words', () => {
    expect(suggest(taught, words('refund please invoice'), both)).toEqual({
      departmentId: 'billing',
      because: ['invoice', 'refund'],
    });
    expect(suggest(taught, words('parcel'), both)).toEqual({ departmentId: 'shipping', because: ['parcel'] });
  });

  it('is nothing without past transfers, or for words that were not used twice', () => {
    expect(suggest(noExperience, words('refund'), both)).toBeNull();
    expect(suggest(taught, words('late opening hours'), both)).toBeNull();
    expect(suggest(taughtBy(['billing', 'refund']), words('refund'), both)).toBeNull();
  });

  it('is nothing where two departments fit about as well', () => {
    expect(suggest(taught, words('refund parcel'), both)).toBeNull();
  });

  it('is no department that can’t be chosen now', () => {
    expect(suggest(taught, words('refund'), ['shipping'])).toBeNull();
  });

  it('does not come from words that visitors use who go nowhere', () => {
    const chatty = taughtBy(
      ['billing', 'refund today'],
      ['billing', 'invoice today'],
      [null, 'today'],
      [null, 'today'],
    );
    expect(suggest(chatty, words('today'), ['billing'])).toBeNull();
  });

  it('names at most three words', () => {
    const rich = taughtBy(['billing', 'card fee bank tax'], ['billing', 'card fee bank tax']);
    expect(suggest(rich, words('card fee bank tax'), both)?.because).toHaveLength(3);
  });

  it('takes words such as `constructor` for words', () => {
    const odd = taughtBy(['billing', 'constructor'], ['billing', 'constructor']);
    expect(suggest(odd, words('constructor'), both)?.because).toEqual(['constructor']);
    expect(suggest(odd, words('valueof'), both)).toBeNull();
  });

  it('is always one of those asked for, because of words that were said', () => {
    const word = fc.constantFrom('refund', 'parcel', 'invoice', 'late', 'card', 'tax');
    const said = fc.uniqueArray(word, { minLength: 1 }).map(list => new Set<string>(list));
    const place = fc.constantFrom('billing', 'shipping', 'legal', null);
    fc.assert(
      fc.property(fc.array(fc.tuple(place, said)), said, (chats, now) => {
        const experience = chats.reduce((held, [to, text]) => learn(held, to, text), noExperience);
        const found = suggest(experience, now, ['billing', 'shipping']);
        if (found === null) return;
        expect(['billing', 'shipping']).toContain(found.departmentId);
        expect(found.because.length).toBeGreaterThan(0);
        expect(found.because.every(reason => now.has(reason))).toBe(true);
      }),
    );
  });
});

describe('what is kept of past transfers', () => {
  it('is the same after it was stored', () => {
    expect(decodeExperience(JSON.parse(JSON.stringify(taught)))).toEqual(taught);
  });

  it.each([null, 'x', [], { billing: 1 }, { billing: { chats: -1, words: {} } }, { billing: { chats: 1 } }])(
    'is nothing when it can’t be read: %j',
    kept => {
      expect(decodeExperience(kept)).toEqual(noExperience);
    },
  );

  it('leaves out counts that are no counts', () => {
    const kept = { billing: { chats: 1, words: { refund: 1, odd: 'x', less: -1, half: 0.5 } } };
    expect(decodeExperience(kept)).toEqual({ billing: { chats: 1, words: { refund: 1 } } });
  });

  it('stays small: the rarest words go, and old chats weigh half', () => {
    let experience = noExperience;
    for (let chat = 0; chat < 300; chat += 1)
      experience = learn(experience, 'billing', words(`refund a${chat} b${chat} c${chat}`));
    const kept = experience['billing'];
    if (kept === undefined) throw new Error('Expected something to be kept.');
    expect(Object.keys(kept.words).length).toBeLessThanOrEqual(400);
    expect(kept.chats).toBeLessThanOrEqual(200);
    expect(kept.words['refund']).toBeGreaterThan(100);
  });

  it('does not count a chat in which nothing was said', () => {
    expect(learn(taught, 'billing', new Set())).toBe(taught);
  });
});
