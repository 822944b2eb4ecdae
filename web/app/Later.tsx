import { useCallback, useState } from 'react';
import { useOnceListed } from '../session/useOnceListed.ts';
import { splitView } from '../ui/splitView.ts';
import { useLateView } from '../ui/useLateView.ts';

const noticesBell = splitView(async () => (await import('../features/notices/NoticesBell.tsx')).NoticesBell);
const updateOffer = splitView(async () => (await import('../features/updates/UpdateOffer.tsx')).UpdateOffer);

/** What of the header is loaded after all that is needed to serve; the bell's place is kept. */
export function Later() {
  const [isTime, setTime] = useState(false);
  useOnceListed(useCallback(() => setTime(true), []));
  const NoticesBell = useLateView(noticesBell, isTime);
  const UpdateOffer = useLateView(updateOffer, isTime);
  return (
    <>
      {NoticesBell === null ? <span className="size-8" /> : <NoticesBell />}
      {UpdateOffer !== null && <UpdateOffer />}
    </>
  );
}
