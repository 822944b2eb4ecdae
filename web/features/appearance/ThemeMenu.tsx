import { Monitor, Moon, Sun } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { setTheme, type Theme, theme, themes } from './theme.ts';

const names: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };
const icons = { system: Monitor, light: Sun, dark: Moon } as const;

export function ThemeMenu() {
  const chosen = useSyncExternalStore(theme.subscribe, theme.getSnapshot);
  const Icon = icons[chosen];
  return (
    <MenuButton
      label={`Theme: ${names[chosen]}`}
      content={<Icon aria-hidden="true" size={16} />}
      choices={themes.map(key => ({ key, name: names[key] }))}
      chosen={chosen}
      onChoose={setTheme}
    />
  );
}
