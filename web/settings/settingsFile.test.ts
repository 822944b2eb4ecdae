import { describe, expect, it } from 'vitest';
import { defaultSettings } from './settings.ts';
import { readSettingsFile, writeSettingsFile } from './settingsFile.ts';

describe('settings as a file', () => {
  it('come back as they went', () => {
    const mine = { ...defaultSettings, density: 'compact', keys: { 'chat.transfer': 'x' } } as const;
    expect(readSettingsFile(writeSettingsFile(mine))).toEqual(mine);
  });

  it('have the default for what is missing or not understood', () => {
    const file = { kind: 'switchboard-settings', settings: { theme: 'pink', holdSeconds: 12 } };
    expect(readSettingsFile(JSON.stringify(file))).toEqual({ ...defaultSettings, holdSeconds: 12 });
  });

  it.each(['', 'no JSON', '[]', '{"kind":"other","settings":{}}', '{"kind":"switchboard-settings"}'])(
    'are not %j',
    text => {
      expect(readSettingsFile(text)).toBeNull();
    },
  );
});
