import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { LayoutList, Text, Zap } from 'lucide-react';
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Answer, AnswerKind } from '../../answers/answer.ts';
import { answerText } from '../../answers/answerText.ts';
import { searchAnswers } from '../../answers/searchAnswers.ts';
import { useAnswers } from '../../answers/useAnswers.ts';
import { commandBoard } from '../../commands/commandBoard.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Kbd } from '../../ui/Kbd.tsx';

/** More than this nobody reads: one types on. */
const SHOWN = 30;

/** Takes a key of the field while the answers are open; true when it was meant for them. */
export type PopupKeys = (event: KeyboardEvent) => boolean;

export type AnswerPopupProps = {
  readonly query: string;
  /** Where the field's keys are offered first. */
  readonly keys: RefObject<PopupKeys | null>;
  /** Tells which option the field points at, for `aria-activedescendant`. */
  readonly onPoint: (ids: { readonly list: string; readonly option: string } | null) => void;
  readonly onChoose: (answer: Answer) => void;
  readonly onClose: () => void;
};

/** The canned answers above the field, found by what follows `/`. The focus stays in the field. */
export function AnswerPopup({ query, keys, onPoint, onChoose, onClose }: AnswerPopupProps) {
  const { t } = useLingui();
  const { found, hasAny, isLoading } = useFound(query);
  const [pointed, setPointed] = useState({ query, index: 0 });
  const index = pointed.query === query ? Math.min(pointed.index, found.length - 1) : 0;
  const id = useId();
  const optionId = found[index] === undefined ? null : `${id}-${index}`;

  useEffect(() => {
    onPoint(optionId === null ? null : { list: id, option: optionId });
    return () => onPoint(null);
  }, [id, optionId, onPoint]);

  useImperativeHandle(keys, () => event => {
    const chosen = found[index];
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp': {
        const step = event.key === 'ArrowDown' ? 1 : found.length - 1;
        if (found.length > 0) setPointed({ query, index: (index + step) % found.length });
        return true;
      }
      case 'Enter':
      case 'Tab':
        // What is typed ahead while the answers are read is no message.
        if (isLoading && event.key === 'Enter') return true;
        if (chosen === undefined || event.shiftKey || event.ctrlKey || event.metaKey) return false;
        onChoose(chosen);
        return true;
      case 'Escape':
        onClose();
        return true;
      default:
        return false;
    }
  });

  return (
    <section
      aria-label={t`Canned answers`}
      className="absolute inset-x-4 bottom-full z-20 mb-1 flex max-h-80 max-w-2xl flex-col overflow-hidden rounded-xl border border-line bg-page shadow-xl sm:inset-x-5"
    >
      <p role="status" className="sr-only">
        {!isLoading && <Plural value={found.length} one="# answer" other="# answers" />}
      </p>
      {found.length === 0 ? (
        <NothingFound query={query} hasAny={hasAny} isLoading={isLoading} />
      ) : (
        <div
          id={id}
          role="listbox"
          aria-label={t`Canned answers`}
          className="thin-scroll overflow-y-auto p-1"
        >
          {found.map((answer, place) => (
            <Option
              key={answer.id}
              id={`${id}-${place}`}
              answer={answer}
              isPointed={place === index}
              onPoint={() => setPointed({ query, index: place })}
              onChoose={() => onChoose(answer)}
            />
          ))}
        </div>
      )}
      <footer className="flex items-center gap-3 border-t border-line bg-sunken px-3 py-1.5 text-small text-soft">
        <span className="flex flex-1 items-center gap-1.5 max-sm:hidden">
          <Kbd>↑</Kbd>
          <Kbd>↓</Kbd>
          <Trans>choose</Trans>
          <Kbd>Enter</Kbd>
          <Trans>insert</Trans>
          <Kbd>Esc</Kbd>
          <Trans>close</Trans>
        </span>
        <Button
          small
          look="plain"
          onPress={() => {
            onClose();
            commandBoard.run('answers.manage');
          }}
        >
          <Trans>Manage answers</Trans>
        </Button>
      </footer>
    </section>
  );
}

function useFound(query: string) {
  const { answers, state } = useAnswers();
  const recent = useSetting('recentAnswers');
  const search = useMemo(() => searchAnswers(latestFirst(answers, recent)), [answers, recent]);
  const found = useMemo(() => search(query, SHOWN), [search, query]);
  return { found, hasAny: answers.length > 0, isLoading: state === 'loading' || state === 'closed' };
}

function latestFirst(answers: readonly Answer[], recent: readonly string[]): readonly Answer[] {
  const place = new Map(recent.map((id, index) => [id, index]));
  const rank = ({ id }: Answer) => place.get(id) ?? recent.length;
  return answers.toSorted((one, other) => rank(one) - rank(other));
}

type OptionProps = {
  readonly id: string;
  readonly answer: Answer;
  readonly isPointed: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
};

function Option({ id, answer, isPointed, onPoint, onChoose }: OptionProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isPointed) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isPointed]);
  const { name, title, body } = answer;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are the field's
    // biome-ignore lint/a11y/useFocusableInteractive: the field points at it
    <div
      ref={row}
      id={id}
      role="option"
      aria-selected={isPointed}
      onPointerMove={() => {
        if (!isPointed) onPoint();
      }}
      // The focus stays in the field.
      onPointerDown={event => event.preventDefault()}
      onMouseDown={event => event.preventDefault()}
      onClick={onChoose}
      className={classNames(
        'flex cursor-pointer items-start gap-2.5 rounded-lg px-2.5 py-1.5',
        isPointed && 'bg-accent-tint',
      )}
    >
      <KindIcon kind={body.kind} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <bdi className="shrink-0 font-semibold text-accent">/{name}</bdi>
          <bdi className="min-w-0 truncate text-soft">{title}</bdi>
        </p>
        <p dir="auto" className="line-clamp-2 text-small text-soft">
          {answerText(body)}
        </p>
      </div>
    </div>
  );
}

const icons = { text: Text, structured: LayoutList, macro: Zap } as const;

function KindIcon({ kind }: { readonly kind: AnswerKind }) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" size={16} className="mt-0.5 shrink-0 text-faint" />;
}

type NothingFoundProps = { readonly query: string; readonly hasAny: boolean; readonly isLoading: boolean };

function NothingFound({ query, hasAny, isLoading }: NothingFoundProps) {
  return (
    <p className="px-4 py-5 text-center text-soft">
      {isLoading && <Trans>Reading the answers…</Trans>}
      {!isLoading && !hasAny && <Trans>You have no canned answers yet. Make one, or import a file.</Trans>}
      {!isLoading && hasAny && (
        <Trans>
          Nothing is found for <bdi>/{query}</bdi>.
        </Trans>
      )}
    </p>
  );
}
