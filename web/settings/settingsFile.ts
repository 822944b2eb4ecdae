import { isRecord } from '../lib/decode.ts';
import { decodeSettings, type Settings } from './settings.ts';

const KIND = 'switchboard-settings';

/** The settings as a file that `readSettingsFile` reads: JSON, version 1. */
export function writeSettingsFile(settings: Settings): string {
  return `${JSON.stringify({ kind: KIND, version: 1, settings }, null, 2)}\n`;
}

/**
 * Reads settings that were exported, here or in another browser; what is missing or not understood has its default.
 * Null when the file is something else.
 */
export function readSettingsFile(text: string): Settings | null {
  try {
    const file: unknown = JSON.parse(text);
    return isRecord(file) && file['kind'] === KIND && isRecord(file['settings'])
      ? decodeSettings(file['settings'])
      : null;
  } catch {
    return null;
  }
}
