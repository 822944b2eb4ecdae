import { Trans, useLingui } from '@lingui/react/macro';
import { ListFilter } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useMemo } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { Button } from '../../ui/Button.tsx';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { type ChatFilter, isFiltering, NO_FILTER } from './chatFilter.ts';

export type ChatFinderProps = {
  readonly field: RefObject<HTMLInputElement | null>;
  readonly filter: ChatFilter;
  readonly onChange: (filter: ChatFilter) => void;
  /** All chats of the list: their departments and tags can be chosen. */
  readonly chats: readonly Chat[];
  /** How many of them are left. */
  readonly found: number;
  /** Where the focus goes when the agent is done with the field by Enter or the arrow down. */
  readonly onEnter: () => void;
};

/** Narrows the lists to some chats: by words, by a department, by a tag. Escape shows all of them again. */
export function ChatFinder({ field, filter, onChange, chats, found, onEnter }: ChatFinderProps) {
  const { t } = useLingui();
  const isOn = isFiltering(filter);
  const all = chats.length;
  const choices = useChoices(chats);
  const chosen = choices.find(({ key }) => key === keyOf(filter));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      if (isOn) onChange(NO_FILTER);
      else field.current?.blur();
    } else if (event.key === 'ArrowDown' || event.key === 'Enter') onEnter();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search className="sticky top-0 z-20 short:static flex flex-col gap-1 bg-page px-3 pt-2 pb-1">
      <div className="flex items-center gap-1.5">
        <input
          ref={field}
          type="search"
          dir="auto"
          autoComplete="off"
          aria-label={t`Find in the chats`}
          placeholder={t`Find in the chats`}
          value={filter.text}
          onChange={event => onChange({ ...filter, text: event.target.value })}
          onKeyDown={onKeyDown}
          className="h-8 min-w-0 flex-1 rounded-full border border-edge bg-page px-3 text-small [&::-webkit-search-cancel-button]:hidden"
        />
        <MenuButton
          label={t`Show the chats of a department or tag`}
          content={<ListFilter aria-hidden="true" size={15} />}
          choices={choices}
          chosen={keyOf(filter)}
          onChoose={key => onChange({ ...filter, ...parseKey(key) })}
        />
      </div>
      <div className="flex items-center gap-2 text-small text-soft">
        <p role="status" className="min-w-0 flex-1 truncate">
          {isOn && (
            <>
              <Trans>
                {found} of {all} chats
              </Trans>
              {chosen !== undefined && chosen.key !== ANY && (
                <>
                  {' · '}
                  <bdi>{chosen.name}</bdi>
                </>
              )}
            </>
          )}
        </p>
        {isOn && (
          <Button
            small
            look="plain"
            onPress={() => {
              onChange(NO_FILTER);
              field.current?.focus();
            }}
          >
            <Trans>Show all</Trans>
          </Button>
        )}
      </div>
    </search>
  );
}

const ANY = 'any';

function keyOf({ department, tag }: ChatFilter): string {
  if (department !== null) return `department ${department}`;
  return tag === null ? ANY : `tag ${tag}`;
}

function parseKey(key: string): Pick<ChatFilter, 'department' | 'tag'> {
  if (key.startsWith('department ')) return { department: key.slice('department '.length), tag: null };
  return { department: null, tag: key.startsWith('tag ') ? key.slice('tag '.length) : null };
}

/** The departments and tags that the chats have. */
function useChoices(chats: readonly Chat[]) {
  const { t, i18n } = useLingui();
  return useMemo(() => {
    const departments = new Map(
      chats.flatMap(({ department }) => (department === null ? [] : [[department.id, department.name]])),
    );
    const tags = [...new Set(chats.flatMap(chat => chat.tags))];
    const inOrder = new Intl.Collator(i18n.locale).compare;
    return [
      { key: ANY, name: t`All chats` },
      ...[...departments]
        .map(([id, name]) => ({ key: `department ${id}`, name }))
        .toSorted((a, b) => inOrder(a.name, b.name)),
      ...tags.toSorted(inOrder).map(tag => ({ key: `tag ${tag}`, name: `#${tag}` })),
    ];
  }, [chats, t, i18n.locale]);
}
