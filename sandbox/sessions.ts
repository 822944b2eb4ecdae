import { randomInt } from 'node:crypto';
import type { ChannelIds } from './channelIds.ts';
import type { Clock } from './clock.ts';
import type { Limits } from './limits.ts';
import { RateLimit } from './limits.ts';
import { Refusal } from './refusal.ts';

const SESSION_ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** EOS reasons that were seen in the wild (facts.md). */
export const UNEXPECTED_STATE = 'unexpected session state';
const CONCURRENT_SESSION = 'concurrent session limit reached';

/** A socket as its session knows it. */
export interface SessionSocket {
  readonly subscriptionCount: number;
  /** Sends EOS and closes. */
  end(reason: string): void;
}

export interface Session {
  /** Six characters, as in Zendesk's example. */
  readonly sessionId: string;
  /** Ten digits, as in Zendesk's example. */
  readonly clientId: string;
  readonly agentId: string;
  /** How many sessions the agent had before; always 0 where the ids of channels stay. See channelIds.ts. */
  readonly round: number;
  readonly sockets: Set<SessionSocket>;
  readonly requests: RateLimit;
}

/** The agents' sessions. One agent has one session at a time; it may have several sockets. */
export class Sessions {
  readonly #limits: Limits;
  readonly #clock: Clock;
  readonly #live = new Map<string, Session>();
  readonly #starts = new Map<string, RateLimit>();
  readonly #channelIds: ChannelIds;
  readonly #rounds = new Map<string, number>();

  constructor(limits: Limits, clock: Clock, channelIds: ChannelIds) {
    this.#limits = limits;
    this.#clock = clock;
    this.#channelIds = channelIds;
  }

  /**
   * Starts a session; an older one of the same agent ends with `concurrent session limit reached`.
   * @throws Refusal RATE_LIMITED
   */
  start(agentId: string): Session {
    this.#countStart(agentId);
    this.endAllOf(agentId, CONCURRENT_SESSION);
    const round = this.#channelIds === 'per-chat' ? 0 : (this.#rounds.get(agentId) ?? 0);
    this.#rounds.set(agentId, round + 1);
    const session: Session = {
      sessionId: Array.from({ length: 6 }, () => SESSION_ID_ALPHABET.charAt(randomInt(36))).join(''),
      clientId: String(randomInt(1_000_000_000, 10_000_000_000)),
      agentId,
      round,
      sockets: new Set(),
      requests: new RateLimit(this.#limits.requestsPerMinute, this.#clock),
    };
    this.#live.set(keyOf(session.sessionId, session.clientId), session);
    return session;
  }

  find(sessionId: string, clientId: string): Session | undefined {
    return this.#live.get(keyOf(sessionId, clientId));
  }

  endAllOf(agentId: string, reason: string): void {
    for (const session of this.all().filter(each => each.agentId === agentId)) this.end(session, reason);
  }

  endAll(reason: string): void {
    for (const session of this.all()) this.end(session, reason);
  }

  all(): Session[] {
    return [...this.#live.values()];
  }

  /** EOS on every socket of the session, and its URL is unknown from now on. */
  end(session: Session, reason: string): void {
    this.#live.delete(keyOf(session.sessionId, session.clientId));
    for (const socket of [...session.sockets]) socket.end(reason);
  }

  #countStart(agentId: string): void {
    const limit = this.#starts.get(agentId) ?? new RateLimit(this.#limits.sessionsPerMinute, this.#clock);
    this.#starts.set(agentId, limit);
    if (limit.take()) return;
    throw new Refusal(
      'RATE_LIMITED',
      `More than ${this.#limits.sessionsPerMinute} sessions within a minute. Wait, with growing pauses.`,
    );
  }
}

/** Live subscriptions over all sockets of the session. */
export function subscriptionCount(session: Session): number {
  return [...session.sockets].reduce((sum, socket) => sum + socket.subscriptionCount, 0);
}

function keyOf(sessionId: string, clientId: string): string {
  return `${sessionId}:${clientId}`;
}
