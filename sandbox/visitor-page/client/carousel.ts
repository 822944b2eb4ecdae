import { button, element } from '../../pages/client/element.ts';

/** Cards side by side: scrolled by hand, by keys, or one by one with the arrows, which hide where they end. */
export function carousel(cards: readonly HTMLElement[]): HTMLElement {
  const track = element(
    'div',
    {
      class: 'carousel',
      role: 'group',
      'aria-label': `${cards.length} panels, scroll sideways`,
      tabindex: '0',
    },
    ...cards,
  );
  const step = (direction: -1 | 1) => {
    const width = cards[0]?.offsetWidth ?? track.clientWidth;
    track.scrollBy({ left: direction * (width + 10), behavior: 'smooth' });
  };
  const back = button({ class: 'step back', 'aria-label': 'Previous panel' }, '‹', () => step(-1));
  const on = button({ class: 'step on', 'aria-label': 'Next panel' }, '›', () => step(1));
  const showArrows = () => {
    back.hidden = track.scrollLeft < 8;
    on.hidden = track.scrollLeft + track.clientWidth > track.scrollWidth - 8;
  };
  track.addEventListener('scroll', showArrows, { passive: true });
  // Once it is on the screen, and whenever it changes its width.
  new ResizeObserver(showArrows).observe(track);
  return element('div', { class: 'carousel-frame' }, track, back, on);
}
