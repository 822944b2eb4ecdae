import type { ReactNode } from 'react';

/** The name of one of the visitor's fields. */
export function Label({ htmlFor, children }: { readonly htmlFor: string; readonly children: ReactNode }) {
  return (
    <label htmlFor={htmlFor} className="py-1 text-small text-faint">
      {children}
    </label>
  );
}
