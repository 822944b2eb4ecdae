import { useLingui } from '@lingui/react/macro';
import { openComposer } from '../../answers/openComposer.ts';
import { useCommand } from '../../commands/useCommand.ts';
import { useObservable } from '../../session/DeskContext.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';

export type InboxCommandsOptions = {
  readonly hasChats: boolean;
  /** The visitors in the order of the rows on the screen. */
  readonly order: () => readonly string[];
  readonly openVisitorId: string | null;
  /** Opens a chat and puts the focus on its row. */
  readonly open: (visitorId: string) => void;
  /** My visitor who waits longest; null when none does. */
  readonly longestWaiting: string | null;
  /** The unserved visitor who waits longest; null when there is none. */
  readonly oldestUnserved: string | null;
  readonly serve: (visitorId: string, stays: boolean) => void;
  readonly find: () => void;
};

/** What an agent can do with the list from anywhere. */
export function useInboxCommands(options: InboxCommandsOptions): void {
  const { t } = useLingui();
  const { hasChats, order, openVisitorId, open, longestWaiting, oldestUnserved, serve, find } = options;
  const composer = useObservable(openComposer);
  const opensServed = useSetting('opensServed');
  const group = 'chats';
  const step = (by: 1 | -1) => {
    const visitors = order();
    const at = openVisitorId === null ? -1 : visitors.indexOf(openVisitorId);
    const next = at === -1 ? visitors.at(by === 1 ? 0 : -1) : visitors[at + by];
    if (next !== undefined) open(next);
  };
  useCommand({
    id: 'chats.next',
    title: t`Next chat`,
    group,
    keys: ['j'],
    isEnabled: hasChats,
    isRepeatable: true,
    run: () => step(1),
  });
  useCommand({
    id: 'chats.previous',
    title: t`Previous chat`,
    group,
    keys: ['k'],
    isEnabled: hasChats,
    isRepeatable: true,
    run: () => step(-1),
  });
  useCommand({
    id: 'chats.longestWaiting',
    title: t`Who waits longest for me`,
    group,
    keys: ['n'],
    isEnabled: longestWaiting !== null,
    run: () => longestWaiting !== null && open(longestWaiting),
  });
  useCommand({
    id: 'chats.serveOldest',
    title: t`Serve who waits longest`,
    group,
    keys: ['o'],
    isEnabled: oldestUnserved !== null,
    run: () => oldestUnserved !== null && serve(oldestUnserved, !opensServed),
  });
  useCommand({
    id: 'chats.serveOldestOtherwise',
    title: opensServed
      ? t`Serve who waits longest, and stay here`
      : t`Serve who waits longest, and open the chat`,
    group,
    keys: ['shift+o'],
    isEnabled: oldestUnserved !== null,
    run: () => oldestUnserved !== null && serve(oldestUnserved, opensServed),
  });
  useCommand({
    id: 'chats.opensServed',
    title: opensServed ? t`Stay where I am when I serve` : t`Open each chat that I serve`,
    group,
    keys: [],
    run: () => settings.change({ opensServed: !opensServed }),
  });
  useCommand({ id: 'chats.find', title: t`Find in the chats`, group, keys: ['f'], run: find });
  useCommand({
    id: 'chat.compose',
    title: t`Write to the visitor`,
    group: 'chat',
    keys: ['r'],
    isEnabled: composer !== null,
    run: () => composer?.insert(''),
  });
}
