import { Trans, useLingui } from '@lingui/react/macro';
import { type FormEvent, useId, useState, useSyncExternalStore } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { readTags } from '../../visitors/tags.ts';
import { useVisitorAct } from './useVisitorAct.ts';

/** The visitor's tags, and the way to add some. The API takes none away: that is said before one is added. */
export function TagField({ chat, canAdd }: { readonly chat: Chat; readonly canAdd: boolean }) {
  const { t } = useLingui();
  const id = useId();
  const { perform } = useVisitorAct(chat.visitorId);
  const onTheirWay = useTagsOnTheirWay(chat);
  const known = useKnownTags();
  const [typed, setTyped] = useState('');
  const { tags, refused } = readTags(typed, [...chat.tags, ...onTheirWay]);
  const hint =
    refused.length > 0
      ? t`A tag holds letters, digits, - and _ alone.`
      : t`A tag can’t be taken away again: Zendesk’s API has no way to.`;

  const add = (event: FormEvent) => {
    event.preventDefault();
    if (tags.length === 0 || refused.length > 0) return;
    setTyped('');
    void perform({ kind: 'tags', tags }, t`Not tagged`).then(isDone => isDone || setTyped(tags.join(' ')));
  };

  return (
    <div className="flex flex-col gap-1.5">
      {chat.tags.length + onTheirWay.length > 0 && (
        <ul aria-label={t`Tags`} className="flex flex-wrap gap-1.5">
          {chat.tags.map(tag => (
            <Tag key={tag} tag={tag} />
          ))}
          {onTheirWay.map(tag => (
            <Tag key={tag} tag={tag} isOnItsWay />
          ))}
        </ul>
      )}
      {canAdd && (
        <form onSubmit={add} className="flex flex-col gap-1">
          <div className="flex gap-1.5">
            <input
              dir="auto"
              list={`${id}-known`}
              autoComplete="off"
              data-visitor-field="tag"
              aria-label={t`Add a tag`}
              aria-describedby={`${id}-hint`}
              aria-invalid={refused.length > 0}
              placeholder={t`+ tag`}
              value={typed}
              onChange={event => setTyped(event.target.value)}
              className="h-8 min-w-0 flex-1 rounded-lg border border-line bg-page px-2.5 placeholder:text-soft hover:border-edge focus:border-accent"
            />
            {typed.trim() !== '' && (
              <Button type="submit" isDisabled={tags.length === 0 || refused.length > 0}>
                <Trans>Add</Trans>
              </Button>
            )}
          </div>
          <p id={`${id}-hint`} className={typed.trim() === '' ? 'sr-only' : 'text-small text-faint'}>
            {hint}
          </p>
          <datalist id={`${id}-known`}>
            {known
              .filter(tag => !chat.tags.includes(tag))
              .map(tag => (
                <option key={tag} value={tag} />
              ))}
          </datalist>
        </form>
      )}
    </div>
  );
}

function Tag({ tag, isOnItsWay = false }: { readonly tag: string; readonly isOnItsWay?: boolean }) {
  return (
    <li
      dir="auto"
      className={`max-w-full rounded-md bg-raised px-2 py-0.5 text-small [overflow-wrap:anywhere] ${isOnItsWay ? 'opacity-60' : ''}`}
    >
      {tag}
      {isOnItsWay && (
        <span className="sr-only">
          {' '}
          <Trans>(being added)</Trans>
        </span>
      )}
    </li>
  );
}

/** Tags that are in the outbox still. */
function useTagsOnTheirWay({ visitorId, tags }: Chat): readonly string[] {
  const { outbox } = useDesk();
  const items = useSyncExternalStore(outbox.subscribe, () => outbox.getSnapshot(visitorId));
  const sent = items.flatMap(({ act }) => (act.kind === 'tags' ? act.tags : []));
  return [...new Set(sent)].filter(tag => !tags.includes(tag));
}

/** The tags of all chats, to choose from. */
function useKnownTags(): readonly string[] {
  const { chats } = useObservable(useDesk().directory.book);
  return [...new Set([...chats.values()].flatMap(({ tags }) => tags))].toSorted();
}
