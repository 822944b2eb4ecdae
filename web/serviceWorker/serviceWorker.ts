import { openFromNotice } from './noticeClick.ts';
import { Shell, type ShellBuild } from './shell.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build. */
declare const SHELL_BUILD: ShellBuild;

const shell = new Shell(SHELL_BUILD, self.location.origin);

self.addEventListener('install', event => event.waitUntil(shell.keep()));

self.addEventListener('activate', event =>
  // Pages that were opened before the first service worker can have notices by it at once.
  event.waitUntil(Promise.all([shell.tidy(), self.clients.claim()])),
);

self.addEventListener('fetch', event => {
  const answer = shell.answer(event.request);
  if (answer !== null) event.respondWith(answer);
});

// A new version waits until a page says that nothing there is unsent.
self.addEventListener('message', ({ data }: { readonly data: unknown }) => {
  if (data === 'take over') void self.skipWaiting();
});

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(openFromNotice(self.clients, event.notification.data, self.location.origin));
});
