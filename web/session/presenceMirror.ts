import { ConnectionLostError } from 'graphql-ws-adapter-custom';
import { Observable } from '../lib/observable.ts';
import type { AgentStatus } from './agentStatus.ts';
import {
  forgetStatus,
  keepStatus,
  keepUnanswered,
  readKeptStatus,
  readUnanswered,
  type UnansweredChoice,
} from './keptStatus.ts';
import type { PresenceState } from './presence.ts';

/** A tab's sight of the own status, which the owner of the connection keeps. */
export class PresenceMirror {
  readonly state: Observable<PresenceState>;
  readonly #ask: (status: AgentStatus) => Promise<void>;
  /** What this owner said last; null before it said anything. */
  #told: PresenceState | null = null;
  /** A choice that could not be stored lives as long as this tab. */
  #unstored: UnansweredChoice | null = null;
  /** The last choice that an owner was asked for. */
  #asked: UnansweredChoice | null = null;

  /** `ask` has the owner change the status; it rejects with the reason when that fails. */
  constructor(ask: (status: AgentStatus) => Promise<void>) {
    this.#ask = ask;
    this.state = new Observable<PresenceState>({ status: readKeptStatus(), me: null, pending: true });
  }

  /** What an owner who has just begun is to begin with. */
  get wanted(): AgentStatus {
    return this.#unstored?.status ?? readKeptStatus(this.state.getSnapshot().status);
  }

  /**
   * Changes the status at once on the screen, and keeps it before anybody answers: when the owner is lost, the next one
   * hears of it. On every other error it is again what the owner says, and the error is thrown.
   */
  async change(status: AgentStatus): Promise<void> {
    const choice = { status, token: crypto.randomUUID() };
    this.#unstored = keepUnanswered(choice) ? null : choice;
    await this.#say(choice);
  }

  /**
   * Takes what the owner says, and keeps it when it is settled. One that has just begun does not know yet who the agent
   * is: the tab goes on with whom it knows, or the composer would go away under the agent's hands.
   */
  take(state: PresenceState): void {
    const before = this.#told;
    this.#told = state;
    this.state.set({ ...state, me: state.me ?? this.state.getSnapshot().me });
    if (state.pending) return;
    const choice = this.#unanswered();
    const wasAtIt = choice !== null && before?.pending === true && before.status === choice.status;
    // The owner has not heard of this choice yet, so what is settled is older.
    if (choice !== null && choice.status !== state.status && !wasAtIt) return;
    this.#settle(state.status);
  }

  /** Takes what another owner says first, and tells it of a choice that the one before has not settled. */
  async ownerCame(state: PresenceState): Promise<void> {
    const choice = this.#unanswered();
    this.#told = null;
    this.take(state);
    if (choice !== null && choice.status !== state.status) await this.#say(choice);
  }

  /** Forgets the kept status, so that the next agent of this browser begins afresh. */
  wipe(): void {
    this.#unstored = null;
    forgetStatus();
  }

  async #say(choice: UnansweredChoice): Promise<void> {
    this.#asked = choice;
    this.state.set({ ...this.state.getSnapshot(), status: choice.status, pending: true });
    try {
      await this.#ask(choice.status);
    } catch (error) {
      if (ConnectionLostError.is(error)) return;
      this.#refused(choice);
      throw error;
    }
  }

  /** An older choice that is refused undoes no newer one, of this tab or of another. */
  #refused(choice: UnansweredChoice): void {
    const { status, pending } = this.#told ?? { status: 'ONLINE', pending: false };
    if (this.#unanswered()?.token === choice.token) this.#settle(status);
    if (this.#asked === choice) this.state.set({ ...this.state.getSnapshot(), status, pending });
  }

  #settle(status: AgentStatus): void {
    this.#unstored = null;
    keepStatus(status);
  }

  /** Whichever tab chose last has it in the storage. */
  #unanswered(): UnansweredChoice | null {
    return this.#unstored ?? readUnanswered();
  }
}
