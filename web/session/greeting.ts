import { Observable } from '../lib/observable.ts';

const KEY = 'switchboard.greeting';

export const DEFAULT_GREETING = 'Hello! How can I help you?';

/**
 * The line that goes out when an agent serves a visitor: in this API sending a message is how an agent joins, there
 * is no other way. Kept in this browser.
 */
export class Greeting {
  readonly text = new Observable<string>(load());

  /** Changes the line; an empty one brings the default back. */
  change(text: string): void {
    const next = text.trim() === '' ? DEFAULT_GREETING : text;
    this.text.set(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      return;
    }
  }
}

function load(): string {
  try {
    return localStorage.getItem(KEY) ?? DEFAULT_GREETING;
  } catch {
    return DEFAULT_GREETING;
  }
}
