import { useLingui } from '@lingui/react/macro';
import { Monitor, Moon, Sun } from 'lucide-react';
import { type Settings, themes } from '../../settings/settings.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';

const icons = { system: Monitor, light: Sun, dark: Moon } as const;

export function ThemeMenu() {
  const { t } = useLingui();
  const names: Record<Settings['theme'], string> = {
    system: t`As the system`,
    light: t`Light`,
    dark: t`Dark`,
  };
  const chosen = useSetting('theme');
  const Icon = icons[chosen];
  return (
    <MenuButton
      label={t`Theme: ${names[chosen]}`}
      content={<Icon aria-hidden="true" size={16} />}
      choices={themes.map(key => ({ key, name: names[key] }))}
      chosen={chosen}
      onChoose={theme => settings.change({ theme })}
    />
  );
}
