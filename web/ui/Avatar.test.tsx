import { render } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { Avatar, initials } from './Avatar.tsx';

describe('initials', () => {
  it.each([
    ['Ada Lindqvist', 'AL'],
    ['Visitor 83920417', 'V8'],
    ['ada', 'A'],
    ['  åsa   öberg  von x ', 'ÅÖ'],
    ['😀 smile', '😀S'],
    ['李 小龙', '李小'],
    ['', '?'],
    ['   ', '?'],
  ])('of %j are %s', (name, letters) => {
    expect(initials(name)).toBe(letters);
  });

  it('are decoration: a screen reader has the name beside them', () => {
    const { container } = render(<Avatar name="Ada Lindqvist" />);
    expect(container.firstElementChild?.textContent).toBe('AL');
    expect(container.firstElementChild?.getAttribute('aria-hidden')).toBe('true');
  });
});
