import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Collection } from 'react-aria-components/Collection';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { ListLayout, Virtualizer } from 'react-aria-components/Virtualizer';
import type { Answer } from '../../answers/answer.ts';
import { answerText } from '../../answers/answerText.ts';
import { searchAnswers } from '../../answers/searchAnswers.ts';

const ROW_HEIGHT = 60;

export type AnswerListProps = {
  readonly answers: readonly Answer[];
  readonly isLoading: boolean;
  readonly chosenId: string | null;
  readonly onChoose: (answer: Answer) => void;
};

/** All answers, searched by shortcut, title, tags and text. Only the rows in view are drawn. */
export function AnswerList({ answers, isLoading, chosenId, onChoose }: AnswerListProps) {
  const { t } = useLingui();
  const [query, setQuery] = useState('');
  const search = useMemo(() => searchAnswers(answers), [answers]);
  const found = useMemo(() => search(query, answers.length), [search, query, answers]);
  return (
    <>
      <div className="relative m-3">
        <Search aria-hidden="true" size={15} className="absolute start-2.5 top-2.5 text-faint" />
        <input
          type="search"
          dir="auto"
          aria-label={t`Search answers`}
          placeholder={t`Search answers`}
          value={query}
          onChange={event => setQuery(event.target.value)}
          onKeyDown={event => {
            // The first Escape empties the field, the next closes the dialog.
            if (event.key !== 'Escape' || query === '') return;
            event.stopPropagation();
            setQuery('');
          }}
          className="h-9 w-full rounded-lg border border-edge bg-page ps-8 pe-2"
        />
      </div>
      <p role="status" className="sr-only">
        {query !== '' && <Plural value={found.length} one="# answer" other="# answers" />}
      </p>
      {found.length === 0 ? (
        <p className="px-4 py-6 text-center text-soft">
          {isLoading && <Trans>Reading the answers…</Trans>}
          {!isLoading && query === '' && <Trans>No answers yet.</Trans>}
          {!isLoading && query !== '' && (
            <Trans>
              Nothing is found for <bdi>{query}</bdi>.
            </Trans>
          )}
        </p>
      ) : (
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT }}>
          <ListBox
            aria-label={t`Answers`}
            selectionMode="single"
            selectionBehavior="replace"
            selectedKeys={chosenId === null ? [] : [chosenId]}
            onAction={key => {
              const answer = found.find(({ id }) => id === key);
              if (answer !== undefined) onChoose(answer);
            }}
            onSelectionChange={() => undefined}
            className="thin-scroll min-h-0 flex-1 overflow-y-auto outline-none"
          >
            <Collection items={found}>
              {answer => <Row answer={answer} onChoose={() => onChoose(answer)} />}
            </Collection>
          </ListBox>
        </Virtualizer>
      )}
    </>
  );
}

function Row({ answer, onChoose }: { readonly answer: Answer; readonly onChoose: () => void }) {
  const { name, title, tags, body } = answer;
  return (
    <ListBoxItem
      id={answer.id}
      textValue={name}
      onPress={onChoose}
      className="flex h-full cursor-pointer flex-col justify-center px-4 outline-none hover:bg-hover focus-visible:ring-2 focus-visible:ring-accent focus-visible:ring-inset selected:bg-accent-tint"
    >
      <span className="flex min-w-0 items-baseline gap-2">
        <bdi className="shrink-0 font-semibold text-accent">/{name}</bdi>
        <bdi className="min-w-0 truncate">{title}</bdi>
        {tags.length > 0 && (
          <bdi className="ms-auto max-w-24 shrink-0 truncate text-tiny text-faint">{tags.join(', ')}</bdi>
        )}
      </span>
      <span dir="auto" className="truncate text-small text-page-start text-soft">
        {body.kind === 'macro' && <Trans>Macro: </Trans>}
        {answerText(body)}
      </span>
    </ListBoxItem>
  );
}
