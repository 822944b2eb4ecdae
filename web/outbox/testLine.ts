import { messageAct } from './act.ts';
import type { LookUpOutcome, OutboxItem, SendOutcome } from './outboxItem.ts';
import {
  emptyOutbox,
  type OutboxEffect,
  type OutboxEvent,
  type OutboxModel,
  stepOutbox,
} from './outboxMachine.ts';

export type Flight = { readonly item: OutboxItem; readonly ticket: number; arrived: boolean; isCut: boolean };
export type LookUp = { readonly msgId: string; readonly ticket: number; readonly truth: LookUpOutcome };

const lost: SendOutcome = {
  kind: 'unsure',
  reason: { code: 'LOST', message: 'The answer was lost.', uuid: null },
};
const refused: SendOutcome = { kind: 'rejected', reason: { code: 'NO', message: 'No.', uuid: 'u-1' } };

/** An outbox, its disk, and a server behind a line that loses requests and answers, is cut, and is slow. */
export class TestLine {
  readonly arrived = new Map<string, string[]>([
    ['v0', []],
    ['v1', []],
  ]);
  readonly typed = new Map<string, string[]>([
    ['v0', []],
    ['v1', []],
  ]);
  readonly discarded = new Set<string>();
  readonly disk = new Map<string, OutboxItem>();
  flights: Flight[] = [];
  lookUps: LookUp[] = [];
  resting: string[] = [];
  now = 1_000_000;
  model: OutboxModel = emptyOutbox;
  #count = 0;

  get allArrived(): readonly string[] {
    return [...this.arrived.values()].flat();
  }

  get items(): readonly OutboxItem[] {
    return this.model.entries.map(entry => entry.item);
  }

  step(event: OutboxEvent): void {
    const [model, effects] = stepOutbox(this.model, event);
    this.model = model;
    for (const effect of effects) this.#perform(effect);
  }

  type(visitorId: string): void {
    const msgId = `m${this.#count++}`;
    this.typed.get(visitorId)?.push(msgId);
    const rest = { act: messageAct(msgId), text: msgId, reason: null, agentId: null };
    this.step({
      kind: 'enqueued',
      item: { msgId, visitorId, createdAt: this.now, state: 'queued', ...rest },
    });
  }

  /** A request that has not arrived by now never will; the answers of those that have are lost. */
  cut(): void {
    for (const flight of this.flights) flight.isCut = true;
    this.step({ kind: 'disconnected' });
  }

  reload(): void {
    this.flights = [];
    this.lookUps = [];
    this.resting = [];
    this.model = emptyOutbox;
    this.step({ kind: 'loaded', items: [...this.disk.values()], now: this.now });
  }

  arrive(flight: Flight): void {
    if (flight.arrived || flight.isCut) return;
    flight.arrived = true;
    this.arrived.get(flight.item.visitorId)?.push(flight.item.msgId);
  }

  /** Ends a flight with what can truly be said of it; `mood` picks among that. */
  answer(flight: Flight, mood: number): void {
    this.flights = this.flights.filter(other => other !== flight);
    const truths: SendOutcome[] = flight.arrived
      ? [{ kind: 'sent' }, lost]
      : [refused, lost, { kind: 'notSent' }];
    const outcome = flight.isCut && flight.arrived ? lost : (truths[mood % truths.length] ?? lost);
    this.step({ kind: 'answered', msgId: flight.item.msgId, ticket: flight.ticket, outcome });
  }

  answerLookUp(lookUp: LookUp, isKnown: boolean, visitorWrote: boolean): void {
    this.lookUps = this.lookUps.filter(other => other !== lookUp);
    const outcome = isKnown ? lookUp.truth : 'unknown';
    const { msgId, ticket } = lookUp;
    this.step({ kind: 'lookedUp', msgId, ticket, outcome, visitorWrote, now: this.now });
  }

  discard({ msgId, state }: OutboxItem): void {
    if (state !== 'sending') this.discarded.add(msgId);
    this.step({ kind: 'discarded', msgId });
  }

  wait(ms: number): void {
    this.now += ms;
  }

  hasArrived(msgId: string): boolean {
    return this.allArrived.includes(msgId);
  }

  hasVanished(msgId: string): boolean {
    const isHeld = this.items.some(item => item.msgId === msgId);
    return !isHeld && !this.discarded.has(msgId) && !this.hasArrived(msgId);
  }

  #perform(effect: OutboxEffect): void {
    switch (effect.kind) {
      case 'store':
        this.disk.set(effect.item.msgId, effect.item);
        break;
      case 'remove':
        this.disk.delete(effect.msgId);
        break;
      case 'send':
        this.flights.push({ item: effect.item, ticket: effect.ticket, arrived: false, isCut: false });
        break;
      case 'lookUp':
        this.lookUps.push({
          msgId: effect.item.msgId,
          ticket: effect.ticket,
          truth: this.hasArrived(effect.item.msgId) ? 'found' : 'absent',
        });
        break;
      case 'rest':
        this.resting.push(effect.msgId);
        break;
    }
  }
}
