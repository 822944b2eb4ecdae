import { Observable, type Unsubscribe } from '../lib/observable.ts';
import { decodeSettings, defaultSettings, type Settings } from './settings.ts';

const PREFIX = 'switchboard.settings.';
/** Whose settings a page shows before anybody is signed in: the last agent's of this browser. */
const LAST = 'switchboard.settings-of';

/**
 * The settings of one agent, kept in this browser and shared by its tabs. Without storage they live as long as the
 * page. Before `openFor` they are those of whoever was signed in last, so that a page opens in their theme and language.
 */
export class SettingsStore {
  readonly values: Observable<Settings>;
  #key: string;

  constructor() {
    this.#key = read(LAST) ?? `${PREFIX}nobody`;
    this.values = new Observable(load(this.#key));
  }

  /** Takes up the settings of an agent; `agent` names them in this browser, such as `acme/123`. */
  openFor(agent: string): void {
    this.#key = PREFIX + agent;
    write(LAST, this.#key);
    // An agent without settings begins with the look that is on the screen, and with nobody's keys.
    const { theme, density, language } = this.values.getSnapshot();
    const first = { ...defaultSettings, theme, density, language };
    if (read(this.#key) === null) write(this.#key, JSON.stringify(first));
    this.values.set(load(this.#key));
  }

  /** Changes some of them, here and in the other tabs. */
  change(part: Partial<Settings>): void {
    const next = { ...this.values.getSnapshot(), ...part };
    write(this.#key, JSON.stringify(next));
    this.values.set(next);
  }

  /** Follows the changes of other tabs until the returned function is called. */
  follow(): Unsubscribe {
    const onStorage = (event: StorageEvent) => {
      if (event.key === this.#key) this.values.set(load(this.#key));
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }
}

/** The settings of this page. */
export const settings = new SettingsStore();

function load(key: string): Settings {
  try {
    return decodeSettings(JSON.parse(read(key) ?? 'null'));
  } catch {
    return decodeSettings(null);
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Storage that is full or blocked keeps nothing: the settings then last as long as the page. */
function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
