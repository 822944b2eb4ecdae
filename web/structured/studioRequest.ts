import { Observable } from '../lib/observable.ts';

/** For whom the studio is open, and with what it was asked to begin. */
export type StudioRequest = {
  readonly visitorId: string;
  /** A kept message, as it was kept; null to go on with the visitor's draft. */
  readonly message: unknown;
};

/** Null while the studio is closed. */
export const studioRequest = new Observable<StudioRequest | null>(null);

/** Opens the studio for a visitor; with a kept message it begins with that one. */
export function openStudio(visitorId: string, message: unknown = null): void {
  studioRequest.set({ visitorId, message });
}
