import { Observable } from '../lib/observable.ts';

/** What lies over the workspace and is not in the address. */
export const overlay = new Observable<'palette' | 'help' | null>(null);
