import { pageDatabase } from '../../../web/lib/database.ts';
import { Outbox } from '../../../web/outbox/outbox.ts';
import type { OutboxItem } from '../../../web/outbox/outboxItem.ts';
import { createOutboxStore } from '../../../web/outbox/outboxStore.ts';

/** Runs in a page: see `bench/outboxOpening.ts`. */
const never = () => new Promise<never>(() => undefined);

async function fill(count: number): Promise<void> {
  const store = createOutboxStore();
  for (let i = 0; i < count; i += 1) await store.put(itemOf(i));
}

/** Milliseconds until everything that was kept is there to be shown. */
async function open(count: number): Promise<number> {
  const outbox = new Outbox({
    store: createOutboxStore(),
    send: never,
    lookUp: never,
    visitorWroteSince: () => false,
    now: Date.now,
    createId: () => crypto.randomUUID(),
  });
  const start = performance.now();
  await outbox.load();
  const items = outbox.getVisitors().flatMap(visitorId => outbox.getSnapshot(visitorId));
  const took = performance.now() - start;
  outbox.dispose();
  if (items.length !== count) throw new Error(`Expected ${count} items, got ${items.length}.`);
  return took;
}

/** The same records, read and nothing else. */
async function readBare(): Promise<number> {
  const connection = await pageDatabase.open();
  const start = performance.now();
  await connection.getAll('outbox');
  return performance.now() - start;
}

function itemOf(i: number): OutboxItem {
  return {
    msgId: `message-${i}`,
    visitorId: `visitor-${i % 8}`,
    act: { kind: 'message', text: `Message ${i}`, options: [], backoff: false },
    text: `Message ${i}`,
    createdAt: Date.now(),
    state: 'queued',
    reason: null,
    agentId: null,
  };
}

Object.assign(globalThis, { outboxBench: { fill, open, readBare } });
