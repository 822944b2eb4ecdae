import type { ReactNode } from 'react';

export type FieldProps = {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly children: ReactNode;
};

/** A part of a panel under a heading of its own. */
export function Field({ title, detail, children }: FieldProps) {
  return (
    <section className="mb-7 flex flex-col gap-2 last:mb-0">
      <h3 className="font-semibold">{title}</h3>
      {detail !== undefined && <p className="max-w-prose text-small text-soft">{detail}</p>}
      {children}
    </section>
  );
}
