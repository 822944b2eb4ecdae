import { type ComponentType, useEffect, useSyncExternalStore } from 'react';
import { Observable } from '../lib/observable.ts';

export type SplitView<Props> = {
  /** Null until the file is in. In an object, for a component is a function. */
  readonly loaded: Observable<{ readonly Component: ComponentType<Props> } | null>;
  /** Reads the file, so that the view is there at once when it is wanted. Rejects when it can't be read. */
  readonly preload: () => Promise<void>;
};

/** A component in a file of its own. */
export function splitView<Props>(read: () => Promise<ComponentType<Props>>): SplitView<Props> {
  const loaded: SplitView<Props>['loaded'] = new Observable<{
    readonly Component: ComponentType<Props>;
  } | null>(null);
  return {
    loaded,
    preload: async () => {
      if (loaded.getSnapshot() === null) loaded.set({ Component: await read() });
    },
  };
}

/**
 * The component, read once it is wanted; null before. Unlike `React.lazy` it renders at once when it has been read: a
 * suspended tree may wait 300 ms for its retry. A read that fails calls `onUnreadable` and is tried again the next time
 * that the view is wanted.
 */
export function useSplitView<Props>(
  { loaded, preload }: SplitView<Props>,
  isWanted: boolean,
  onUnreadable: () => void,
): ComponentType<Props> | null {
  // biome-ignore lint/correctness/useExhaustiveDependencies: one read for each time that it is wanted
  useEffect(() => {
    if (isWanted) preload().catch(onUnreadable);
  }, [isWanted, preload]);
  const read = useSyncExternalStore(loaded.subscribe, loaded.getSnapshot);
  return isWanted ? (read?.Component ?? null) : null;
}
