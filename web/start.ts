import './styles.css';
import { takeHeadStart } from './session/headStart.ts';
import { applySettings } from './settings/applySettings.ts';
import { settings } from './settings/settingsStore.ts';

// Small, so that it runs while the rest of the dashboard is still being read: what takes a way to the server begins here.
settings.follow();
const { spoken } = applySettings(settings);
takeHeadStart();
void open();

/** Not awaited at the top: the dashboard shares modules with this file, and waits until it has run. */
async function open(): Promise<void> {
  const [{ show }] = await Promise.all([import('./main.tsx'), spoken]);
  show();
}
