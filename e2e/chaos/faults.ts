import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext } from '@playwright/test';
import { ApiAgent } from '../switchboard/apiAgent.ts';
import type { FaultKind, FaultOrder, SandboxControl } from '../switchboard/sandboxControl.ts';
import { killSharedWorkers } from '../switchboard/sharedWorkers.ts';
import type { Dice } from './dice.ts';
import type { Door } from './door.ts';

/** Where faults strike. */
export type Ground = {
  readonly sandbox: SandboxControl;
  readonly sandboxOrigin: string;
  readonly context: BrowserContext;
  readonly door: Door;
};

/** One way in which the world goes wrong. */
export type Fault = {
  readonly name: string;
  readonly weight: number;
  /** Resolves when the worst is over. */
  readonly strike: (ground: Ground, dice: Dice) => Promise<void>;
};

function lever(name: string, weight: number, kind: FaultKind, order: (dice: Dice) => FaultOrder): Fault {
  return { name, weight, strike: ({ sandbox }, dice) => sandbox.fault(kind, order(dice)) };
}

/** What happens to the connection, whatever the agent does meanwhile. */
export const connectionFaults: readonly Fault[] = [
  lever('drop', 6, 'drop-socket', () => ({})),
  lever('freeze', 2, 'freeze', dice => ({ ms: dice.between(1_000, 8_000) })),
  lever('end of service', 1, 'eos', () => ({ reason: 'unexpected session state' })),
  lever('lost reply', 5, 'lose-reply', dice => ({ match: 'sendMessage', count: dice.between(1, 3) })),
  lever('lost request', 4, 'lose-request', dice => ({ match: 'sendMessage', count: dice.between(1, 3) })),
  lever('lost reading', 2, 'lose-reply', () => ({ match: 'channels' })),
  lever('doubled data', 4, 'duplicate-data', dice => ({ count: dice.between(1, 6) })),
  lever('reordered data', 3, 'reorder-data', dice => ({ count: dice.between(1, 4) })),
  lever('rate limit', 2, 'error', () => ({ name: 'RATE_LIMITED', count: 2 })),
  lever('garbage', 2, 'garbage', dice => ({ count: dice.between(1, 4) })),
  lever('delay', 2, 'delay', dice => ({ ms: dice.between(100, 2_000), count: 5 })),
  { name: 'refusal', weight: 1, strike: refuse },
  { name: 'offline', weight: 2, strike: goOffline },
  { name: 'another login', weight: 1, strike: logInElsewhere },
  { name: 'killed worker', weight: 1, strike: killWorkers },
];

/** Of the names given, for a run that looks for one thing. */
export function faultsNamed(...names: readonly string[]): readonly Fault[] {
  return connectionFaults.filter(({ name }) => names.includes(name));
}

async function refuse({ sandbox }: Ground, dice: Dice): Promise<void> {
  // Now and then as long as a restart takes somewhere else.
  await sandbox.fault('refuse-connections', { ms: dice.pick([2_000, 3_000, 5_000, 30_000]) });
  await sandbox.fault('drop-socket');
}

async function goOffline({ context, door }: Ground, dice: Dice): Promise<void> {
  await door.pass(() => context.setOffline(true));
  await pause(dice.between(1_000, 5_000));
  await door.pass(() => context.setOffline(false));
}

async function killWorkers({ context, door }: Ground): Promise<void> {
  await door.pass(() => killSharedWorkers(context));
}

async function logInElsewhere({ sandboxOrigin }: Ground): Promise<void> {
  // The other device may meet with a fault as well, and then has not taken over.
  await ApiAgent.start(sandboxOrigin).catch(() => undefined);
  ApiAgent.disconnectAll();
}
