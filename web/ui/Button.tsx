import type { Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button';
import { classNames } from './classNames.ts';

type Look = 'solid' | 'outline' | 'quiet' | 'plain';

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'style'> & {
  readonly look?: Look;
  readonly small?: boolean;
  readonly pill?: boolean;
  readonly className?: string;
  readonly ref?: Ref<HTMLButtonElement>;
};

const looks: Record<Look, string> = {
  solid: 'bg-accent text-on-accent font-semibold hover:bg-accent-strong disabled:opacity-50',
  outline:
    'border border-accent text-accent font-semibold hover:bg-accent hover:text-on-accent disabled:opacity-50',
  quiet: 'border border-line bg-page text-ink hover:bg-hover disabled:opacity-50',
  plain: 'text-accent font-semibold hover:underline disabled:opacity-50',
};

/** The house button: react-aria's, so that mouse, touch, key and screen reader all press it. */
export function Button({ look = 'quiet', small = false, pill = false, className, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={classNames(
        'inline-flex items-center justify-center gap-1.5 whitespace-nowrap outline-offset-2 focus-visible:outline-2 focus-visible:outline-accent',
        pill ? 'rounded-full' : 'rounded-lg',
        small ? 'min-h-6 px-2 text-small' : 'min-h-8 px-3 text-body',
        look === 'plain' && 'px-1',
        looks[look],
        className,
      )}
    />
  );
}
