import { Observable, type Unsubscribe } from '../../lib/observable.ts';
import type { Tune } from './tunes.ts';

/** `blocked`: the browser lets no page sound that nobody has touched. `missing`: it can't sound at all. */
export type SoundState = 'blocked' | 'missing' | 'ready';

/** How long (ms) a browser may take to begin, or to say nothing, which is its way to refuse. */
const BEGINS_WITHIN = 500;

/** What frees the sound, as browsers have it. */
const gestures = ['pointerdown', 'keydown'] as const;

/** The page's loudspeaker: plays tunes made of plain tones, and knows whether the browser lets it. */
export class SoundBox {
  readonly state = new Observable<SoundState>('blocked');
  readonly #create: () => AudioContext;
  #context: AudioContext | null = null;
  #stopListening: Unsubscribe = () => undefined;
  /** How many need the context awake: tunes that are played, and tries to begin. */
  #users = 0;

  constructor(create: () => AudioContext = () => new AudioContext()) {
    this.#create = create;
  }

  /** Finds out whether it may sound, and asks again at every touch until it may. */
  start(): void {
    const attempt = () => void this.#take().then(() => this.#release());
    const options = { capture: true, passive: true };
    for (const gesture of gestures) addEventListener(gesture, attempt, options);
    this.#stopListening = () => {
      for (const gesture of gestures) removeEventListener(gesture, attempt, options);
    };
    attempt();
  }

  /** Plays a tune, `volume` from 0 to 100; says whether it could be heard. */
  async play({ wave, notes }: Tune, volume: number): Promise<boolean> {
    const context = await this.#take();
    if (context === null) {
      this.#release();
      return false;
    }
    const ends = notes.map(({ hz, at, lasts, loudness }) => {
      const begin = context.currentTime + at;
      const tone = new OscillatorNode(context, { type: wave, frequency: hz });
      // Squared: the ear hears loudness by its logarithm.
      const gain = new GainNode(context, { gain: loudness * (volume / 100) ** 2 });
      gain.gain.setValueAtTime(gain.gain.value, begin);
      gain.gain.exponentialRampToValueAtTime(0.0001, begin + lasts);
      tone.connect(gain).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + lasts);
      return new Promise(resolve => tone.addEventListener('ended', resolve, { once: true }));
    });
    void Promise.all(ends).then(() => this.#release());
    return true;
  }

  dispose(): void {
    this.#stopListening();
    this.#context?.close().catch(() => undefined);
    this.#context = null;
  }

  /** Keeps the context awake until `#release`, so that none who is done puts it to sleep under another. */
  #take(): Promise<AudioContext | null> {
    this.#users += 1;
    return this.#wake();
  }

  #release(): void {
    this.#users -= 1;
    this.#rest();
  }

  /** The context, running; null when the browser does not let it run. */
  async #wake(): Promise<AudioContext | null> {
    const context = this.#open();
    if (context === null) return null;
    if (context.state !== 'running') {
      const given = new Promise(resolve => setTimeout(resolve, BEGINS_WITHIN));
      // Where it is blocked the promise stays open until somebody touches the page.
      await Promise.race([context.resume().catch(() => undefined), given]);
    }
    const runs = isRunning(context);
    if (runs) this.#free();
    else this.state.set('blocked');
    return runs ? context : null;
  }

  /** The browser lets the page sound, from now on. */
  #free(): void {
    this.state.set('ready');
    this.#stopListening();
  }

  #open(): AudioContext | null {
    try {
      this.#context ??= this.#listenTo(this.#create());
      return this.#context;
    } catch {
      this.state.set('missing');
      return null;
    }
  }

  /** On a busy machine a context may begin long after it was asked to. */
  #listenTo(context: AudioContext): AudioContext {
    context.addEventListener('statechange', () => {
      if (!isRunning(context) || this.state.getSnapshot() === 'ready') return;
      this.#free();
      this.#rest();
    });
    return context;
  }

  /** A context that runs keeps the device's audio awake. */
  #rest(): void {
    if (this.#users === 0 && this.#context?.state === 'running')
      this.#context.suspend().catch(() => undefined);
  }
}

/** Read anew: the compiler holds that it can't have changed. */
function isRunning({ state }: AudioContext): boolean {
  return state === 'running';
}
