import { useSearchParams } from 'wouter';

export const settingsSections = ['appearance', 'answering', 'keys', 'notices', 'status', 'data'] as const;
export type SettingsSection = (typeof settingsSections)[number];

const NAME = 'settings';

export type OpenSettings = {
  /** The part of the settings that the address asks for (`?settings=keys`); null while they are closed. */
  readonly section: SettingsSection | null;
  readonly open: (section: SettingsSection) => void;
  readonly close: () => void;
};

/** Which part of the settings is open; kept in the address, so that a reload keeps it and Back closes it. */
export function useSettingsSection(): OpenSettings {
  const [params, setParams] = useSearchParams();
  const asked = params.get(NAME);
  return {
    section: settingsSections.find(section => section === asked) ?? null,
    open: section =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          next.set(NAME, section);
          return next;
        },
        // From one part to the next is no step of its own.
        { replace: asked !== null },
      ),
    close: () =>
      setParams(
        before => {
          const next = new URLSearchParams(before);
          next.delete(NAME);
          return next;
        },
        { replace: true },
      ),
  };
}
