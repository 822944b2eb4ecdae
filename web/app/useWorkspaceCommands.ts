import { useLingui } from '@lingui/react/macro';
import { useCommand } from '../commands/useCommand.ts';
import { useSettingsSection } from '../settings/settingsSection.ts';
import { settings } from '../settings/settingsStore.ts';
import { overlay } from './overlays.ts';
import { toggleSidePanes } from './panes/usePanes.ts';

/** What can be done with the workspace itself. */
export function useWorkspaceCommands(): void {
  const { t } = useLingui();
  const { open } = useSettingsSection();
  useCommand({
    id: 'palette.open',
    title: t`Search or do…`,
    group: 'view',
    keys: ['mod+k'],
    worksInDialogs: true,
    run: () => overlay.set(overlay.getSnapshot() === 'palette' ? null : 'palette'),
  });
  useCommand({
    id: 'help.keys',
    title: t`Show all keys`,
    group: 'help',
    keys: ['?'],
    run: () => overlay.set('help'),
  });
  useCommand({
    id: 'view.sidePanes',
    title: t`Show or hide the side panes`,
    group: 'view',
    keys: ['b'],
    run: toggleSidePanes,
  });
  useCommand({
    id: 'view.inbox',
    title: t`Show or hide the chats`,
    group: 'view',
    keys: [],
    run: () => settings.change({ showsInbox: !settings.values.getSnapshot().showsInbox }),
  });
  useCommand({
    id: 'settings.open',
    title: t`Settings`,
    group: 'settings',
    keys: ['mod+,'],
    run: () => open('appearance'),
  });
  useCommand({
    id: 'settings.keys',
    title: t`Change keys`,
    group: 'settings',
    keys: [],
    run: () => open('keys'),
  });
}
