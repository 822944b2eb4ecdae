import { classNames } from './classNames.ts';

/** Initials in a circle; decoration only, the name always stands beside it. */
export function Avatar({ name, className }: { readonly name: string; readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      dir="auto"
      className={classNames(
        'flex size-9 shrink-0 items-center justify-center rounded-full bg-raised text-small font-semibold text-soft',
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

/** Up to two characters that stand for a name: `Ada Lindqvist` gives AL, `Visitor 83920417` gives V8. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = words.slice(0, 2).map(word => Array.from(word)[0] ?? '');
  return letters.join('').toUpperCase() || '?';
}
