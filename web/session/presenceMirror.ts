import { Observable } from '../lib/observable.ts';
import type { AgentStatus } from './agentStatus.ts';
import { forgetStatus, keepStatus, readKeptStatus } from './keptStatus.ts';
import type { PresenceState } from './presence.ts';

/** A tab's sight of the own status, which the owner of the connection keeps. */
export class PresenceMirror {
  readonly state: Observable<PresenceState>;
  readonly #ask: (status: AgentStatus) => Promise<void>;

  /** `ask` has the owner change the status; it rejects with the reason when that fails. */
  constructor(ask: (status: AgentStatus) => Promise<void>) {
    this.#ask = ask;
    this.state = new Observable<PresenceState>({ status: readKeptStatus(), me: null, pending: true });
  }

  /** Changes the status at once on the screen; on an error it goes back, and the error is thrown. */
  async change(status: AgentStatus): Promise<void> {
    const before = this.state.getSnapshot();
    this.state.set({ ...before, status, pending: true });
    try {
      await this.#ask(status);
      keepStatus(status);
    } catch (error) {
      this.state.set({ ...this.state.getSnapshot(), status: before.status, pending: false });
      throw error;
    }
  }

  /**
   * Takes what the owner says. One that has just begun does not know yet who the agent is: the tab goes on with whom it
   * knows, or the composer would go away under the agent's hands.
   */
  take(state: PresenceState): void {
    this.state.set({ ...state, me: state.me ?? this.state.getSnapshot().me });
  }

  /** Forgets the kept status, so that the next agent of this browser begins afresh. */
  wipe(): void {
    forgetStatus();
  }
}
