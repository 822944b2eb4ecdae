import type { OutboxItem } from './outboxItem.ts';
import type { OutboxStore, OutboxStoreOptions } from './outboxStore.ts';

/** The twin of `createOutboxStore` that forgets with the page. Outboxes that are given the same one share it. */
export function createMemoryOutboxStore(options: Pick<OutboxStoreOptions, 'liveTabs'> = {}): OutboxStore {
  const items = new Map<string, OutboxItem>();
  return {
    async load(tabId) {
      const alive = (await options.liveTabs?.()) ?? null;
      const loaded: OutboxItem[] = [];
      for (const item of items.values()) {
        const isOrphan = alive !== null && !alive.has(item.tabId);
        if (item.tabId !== tabId && !isOrphan) continue;
        const own = { ...item, tabId };
        items.set(item.msgId, own);
        loaded.push(own);
      }
      return loaded;
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
