import { describe, expect, it } from 'vitest';
import { defaultNoticeSettings } from '../../settings/noticeSettings.ts';
import { findBlockages, type NoticeMeans } from './blockage.ts';
import { badgedIcon, titleOf } from './pageSign.ts';

const well: NoticeMeans = { sound: 'ready', otherTabSounds: false, permission: 'granted', wasRefused: false };
const find = (means: Partial<NoticeMeans>, chosen: Partial<typeof defaultNoticeSettings> = {}) =>
  findBlockages({ ...well, ...means }, { ...defaultNoticeSettings, ...chosen });

describe('what is in the way of notices', () => {
  it('is nothing while all works, and while the browser has not been asked', () => {
    expect(find({})).toEqual([]);
    expect(find({ permission: 'default' })).toEqual([]);
  });

  it('is a blocked sound, unless another tab sounds or none is wanted', () => {
    expect(find({ sound: 'blocked' })).toEqual(['soundBlocked']);
    expect(find({ sound: 'blocked', otherTabSounds: true })).toEqual([]);
    expect(find({ sound: 'blocked' }, { sound: false })).toEqual(['muted']);
    expect(find({}, { volume: 0 })).toEqual(['muted']);
  });

  it('is a refusal of desktop notices, unless none are wanted', () => {
    expect(find({ permission: 'denied' })).toEqual(['desktopDenied']);
    expect(find({ wasRefused: true })).toEqual(['desktopRefused']);
    expect(find({ permission: 'missing' })).toEqual(['desktopMissing']);
    expect(find({ permission: 'denied', wasRefused: true }, { desktopNotices: 'never' })).toEqual([]);
  });
});

describe('the page’s sign', () => {
  it('counts in the title, and says nothing when nobody waits', () => {
    expect(titleOf({ count: 0, level: 'none' })).toBe('Switchboard');
    expect(titleOf({ count: 3, level: 'some' })).toBe('(3) Switchboard');
  });

  it('is a badge of another colour while somebody is nobody’s, and counts to nine', () => {
    const icon = (count: number, level: 'some' | 'urgent') =>
      decodeURIComponent(badgedIcon({ count, level }) ?? '');
    expect(badgedIcon({ count: 0, level: 'none' })).toBeNull();
    expect(icon(9, 'urgent')).toContain('>9</text>');
    expect(icon(10, 'urgent')).toContain('>9+</text>');
    expect(icon(1, 'some')).not.toContain('#b01d1d');
  });
});
