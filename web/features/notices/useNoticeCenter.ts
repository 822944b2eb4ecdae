import { useEffect, useState } from 'react';
import { useLocation, useRoute } from 'wouter';
import { visitorInPath } from '../../lib/paths.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { settings } from '../../settings/settingsStore.ts';
import { NoticeCenter } from './noticeCenter.ts';

/** Tells the agent for as long as the desk is on the screen; null for the moment until it does. */
export function useNoticeCenter(): NoticeCenter | null {
  const desk = useDesk();
  const [, navigate] = useLocation();
  const [, route] = useRoute('/chats/:visitorId');
  const [center, setCenter] = useState<NoticeCenter | null>(null);
  useEffect(() => {
    const started = new NoticeCenter({ desk, settings, open: navigate });
    started.start();
    setCenter(started);
    return () => started.dispose();
  }, [desk, navigate]);
  const openVisitorId = visitorInPath(route?.visitorId);
  useEffect(() => center?.setOpenChat(openVisitorId), [center, openVisitorId]);
  return center;
}
