import { useLingui } from '@lingui/react/macro';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from '../ui/Button.tsx';

/** Cards side by side: scrolled by hand, by keys, or with the arrows, which are there where there is more. */
export function Carousel({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const { t } = useLingui();
  const track = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState({ before: false, after: false });

  const look = () => {
    const element = track.current;
    if (element === null) return;
    // In right-to-left pages scrollLeft counts down from 0.
    const at = Math.abs(element.scrollLeft);
    const before = at > 8;
    const after = at + element.clientWidth < element.scrollWidth - 8;
    setMore(known => (known.before === before && known.after === after ? known : { before, after }));
  };
  const latest = useRef(look);
  useEffect(() => {
    latest.current = look;
    look();
  });
  useEffect(() => {
    const element = track.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => latest.current());
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const step = (direction: 1 | -1) => {
    const element = track.current;
    if (element === null) return;
    const sign = getComputedStyle(element).direction === 'rtl' ? -1 : 1;
    element.scrollBy({ left: sign * direction * element.clientWidth * 0.8, behavior: 'smooth' });
  };

  return (
    <div className="relative w-full max-w-full">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset does not scroll */}
      <div
        ref={track}
        role="group"
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled area has to be reached by the keyboard
        tabIndex={0}
        onScroll={look}
        className="thin-scroll flex snap-x gap-2.5 overflow-x-auto pb-1.5 focus-visible:-outline-offset-2"
      >
        {children}
      </div>
      {more.before && (
        <Arrow label={t`Panels before`} className="start-1" onPress={() => step(-1)}>
          <ChevronLeft aria-hidden="true" size={18} className="rtl:-scale-x-100" />
        </Arrow>
      )}
      {more.after && (
        <Arrow label={t`Panels after`} className="end-1" onPress={() => step(1)}>
          <ChevronRight aria-hidden="true" size={18} className="rtl:-scale-x-100" />
        </Arrow>
      )}
    </div>
  );
}

function Arrow({
  label,
  className,
  onPress,
  children,
}: {
  readonly label: string;
  readonly className: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Button
      aria-label={label}
      pill
      onPress={onPress}
      className={`absolute top-1/2 size-8 -translate-y-1/2 !px-0 shadow-md ${className}`}
    >
      {children}
    </Button>
  );
}
