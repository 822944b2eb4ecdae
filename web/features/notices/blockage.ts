import type { NoticeSettings } from '../../settings/noticeSettings.ts';
import type { NoticePermission } from './desktopNotices.ts';
import type { SoundState } from './soundBox.ts';

/** What keeps the agent from being told, although they did not choose so. Worst first. */
export const blockages = [
  'soundBlocked',
  'soundMissing',
  'muted',
  'desktopDenied',
  'desktopMissing',
  'desktopRefused',
] as const;
export type Blockage = (typeof blockages)[number];

export type NoticeMeans = {
  readonly sound: SoundState;
  /** Whether another tab of this browser sounds in this one's stead. */
  readonly otherTabSounds: boolean;
  readonly permission: NoticePermission;
  /** Whether the last desktop notice was thrown away by the system. */
  readonly wasRefused: boolean;
};

/** Why notices do not reach the agent in full; empty when nothing is in their way. */
export function findBlockages(
  { sound, otherTabSounds, permission, wasRefused }: NoticeMeans,
  settings: Pick<NoticeSettings, 'desktopNotices' | 'sound' | 'volume'>,
): readonly Blockage[] {
  const isMuted = !settings.sound || settings.volume === 0;
  const wantsDesktop = settings.desktopNotices !== 'never';
  const holds: Record<Blockage, boolean> = {
    soundBlocked: sound === 'blocked' && !otherTabSounds && !isMuted,
    soundMissing: sound === 'missing' && !otherTabSounds && !isMuted,
    muted: isMuted,
    desktopDenied: permission === 'denied' && wantsDesktop,
    desktopMissing: permission === 'missing' && wantsDesktop,
    desktopRefused: wasRefused && permission === 'granted' && wantsDesktop,
  };
  return blockages.filter(blockage => holds[blockage]);
}
