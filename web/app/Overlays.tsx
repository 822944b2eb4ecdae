import { memo } from 'react';
import type { Department } from '../apollo/departmentBoard.ts';
import { useObservable } from '../session/DeskContext.ts';
import { useOnceListed } from '../session/useOnceListed.ts';
import { useSettingsSection } from '../settings/settingsSection.ts';
import { splitView } from '../ui/splitView.ts';
import { useDialogView } from '../ui/useDialogView.ts';
import { overlay } from './overlays.ts';
import { useWorkspaceCommands } from './useWorkspaceCommands.ts';

const palette = splitView(
  async () => (await import('../features/palette/CommandPalette.tsx')).CommandPalette,
);
const help = splitView(async () => (await import('../features/shortcuts/KeyHelp.tsx')).KeyHelp);
const settingsDialog = splitView(
  async () => (await import('../features/settings/SettingsDialog.tsx')).SettingsDialog,
);

export type OverlaysProps = {
  /** Hands the open chat over; null when there is none that can be. */
  readonly transfer: ((department: Department) => void) | null;
};

/** What lies over the workspace: palette, help, settings. Each is read when the page is at rest, or when it is wanted. */
export const Overlays = memo(function Overlays({ transfer }: OverlaysProps) {
  const open = useObservable(overlay);
  const settings = useSettingsSection();
  useWorkspaceCommands();
  useOnceListed(preload);
  const close = () => overlay.set(null);
  const closeAll = () => {
    close();
    settings.close();
  };
  const Palette = useDialogView(palette, open === 'palette', closeAll);
  const Help = useDialogView(help, open === 'help', closeAll);
  const Settings = useDialogView(settingsDialog, settings.section !== null, closeAll);
  return (
    <>
      {settings.section !== null && Settings !== null && (
        <Settings section={settings.section} onSection={settings.open} onClose={settings.close} />
      )}
      {Help !== null && (
        <Help
          onClose={close}
          onChangeKeys={() => {
            close();
            settings.open('keys');
          }}
        />
      )}
      {Palette !== null && <Palette transfer={transfer} onClose={close} />}
    </>
  );
});

// What can't be read now is read, or complained about, when it is wanted.
function preload(): void {
  for (const view of [palette, help, settingsDialog]) view.preload().catch(() => undefined);
}
