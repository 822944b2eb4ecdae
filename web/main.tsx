import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { commandBoard } from './commands/commandBoard.ts';
import { listenToKeys } from './commands/listenToKeys.ts';
import { settleBeforeInput } from './lib/afterPaint.ts';
import { settings } from './settings/settingsStore.ts';
import { Translated } from './translation/Translated.tsx';

/** Puts the dashboard into the page, once the texts are there. */
export function show(): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('Expected an element with the id "root" in index.html.');
  settleBeforeInput();
  listenToKeys(commandBoard, settings);
  createRoot(root).render(
    <StrictMode>
      <Translated>
        <App />
      </Translated>
    </StrictMode>,
  );
  if (import.meta.env.PROD) setTimeout(() => void startUpdates().catch(() => undefined), 1_000);
}

// Once the page is at rest: the service worker reads all that the page has just read. Without it the page works as well.
const startUpdates = () =>
  import('./updates/shellUpdates.ts').then(({ shellUpdates }) => shellUpdates.start());
