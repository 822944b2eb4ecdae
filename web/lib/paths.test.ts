import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chatPath, visitorInPath } from './paths.ts';

describe('the address of a chat', () => {
  it('names its visitor, whatever the id is made of', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), id => {
        expect(visitorInPath(chatPath(id).slice('/chats/'.length))).toBe(id);
      }),
    );
  });

  it.each([undefined, '%', '%E0%A4%A'])('names nobody in %j', segment => {
    expect(visitorInPath(segment)).toBeNull();
  });
});
