import type { FrameLine } from './frameLine.ts';

export interface FrameFilter {
  /** Anywhere in the frame, or in who sent it; upper and lower case are the same. */
  readonly text: string;
  readonly direction: 'any' | 'received' | 'sent';
  readonly kind: string;
  readonly heartbeats: boolean;
}

export const EVERYTHING: FrameFilter = { text: '', direction: 'any', kind: 'any', heartbeats: false };

/** Heartbeats are shown when asked for, by the switch or as the kind. */
export function passes({ frame, kind }: FrameLine, filter: FrameFilter): boolean {
  if (filter.direction !== 'any' && frame.what !== filter.direction) return false;
  if (filter.kind !== 'any' && kind !== filter.kind) return false;
  if (kind === 'heartbeat' && !filter.heartbeats && filter.kind !== 'heartbeat') return false;
  const wanted = filter.text.trim().toLowerCase();
  const hay = `${frame.text} ${frame.agent ?? ''} ${frame.sessionId ?? ''}`;
  return wanted === '' || hay.toLowerCase().includes(wanted);
}
