import { lazy, Suspense, useCallback, useState } from 'react';
import { useOnceListed } from '../session/useOnceListed.ts';

const NoticesBell = lazy(async () => ({
  default: (await import('../features/notices/NoticesBell.tsx')).NoticesBell,
}));
const UpdateOffer = lazy(async () => ({
  default: (await import('../features/updates/UpdateOffer.tsx')).UpdateOffer,
}));

/** What of the header is loaded after all that is needed to serve; the bell's place is kept. */
export function Later() {
  const [isTime, setTime] = useState(false);
  useOnceListed(useCallback(() => setTime(true), []));
  if (!isTime) return <span className="size-8" />;
  return (
    <>
      <Suspense fallback={<span className="size-8" />}>
        <NoticesBell />
      </Suspense>
      <Suspense fallback={null}>
        <UpdateOffer />
      </Suspense>
    </>
  );
}
