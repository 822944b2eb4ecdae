import type { OutboxItem } from './outboxItem.ts';
import type { OutboxStore } from './outboxStore.ts';

/** The twin of `createOutboxStore` that forgets with the page. Outboxes that are given the same one share it. */
export function createMemoryOutboxStore(): OutboxStore {
  const items = new Map<string, OutboxItem>();
  return {
    async load() {
      return [...items.values()];
    },
    async put(item) {
      items.set(item.msgId, item);
    },
    async remove(msgId) {
      items.delete(msgId);
    },
    async wipe() {
      items.clear();
    },
  };
}
