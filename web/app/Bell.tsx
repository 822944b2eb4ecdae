import { lazy, Suspense } from 'react';

const NoticesBell = lazy(async () => ({
  default: (await import('../features/notices/NoticesBell.tsx')).NoticesBell,
}));

/** The bell, loaded after all that is needed to serve; its place is kept. */
export function Bell() {
  return (
    <Suspense fallback={<span className="size-8" />}>
      <NoticesBell />
    </Suspense>
  );
}
