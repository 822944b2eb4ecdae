/** The key that does the same as the control it stands in. Hidden from screen readers: the control says it. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <span
      aria-hidden="true"
      className="min-w-5 rounded border border-line bg-sunken px-1 text-center font-mono text-tiny text-soft"
    >
      {children}
    </span>
  );
}
