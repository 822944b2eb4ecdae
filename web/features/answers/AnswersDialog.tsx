import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { Answer } from '../../answers/answer.ts';
import {
  type AnswerDraft,
  emptyDraft,
  isUnchanged,
  problemsOf,
  toAnswer,
  toDraft,
} from '../../answers/answerDraft.ts';
import { answerStore } from '../../answers/answerStore.ts';
import { useAnswers } from '../../answers/useAnswers.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { AnswerEditor } from './AnswerEditor.tsx';
import { AnswerList } from './AnswerList.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { ImportPanel } from './ImportPanel.tsx';
import { NoAnswers } from './NoAnswers.tsx';

export type AnswersDialogProps = { readonly onClose: () => void };

/** What was done last, and how it is taken back. */
type Done = { readonly text: string; readonly undo: () => Promise<void> };

/** The agent's canned answers: found, made, changed, removed, imported and exported. */
export function AnswersDialog({ onClose }: AnswersDialogProps) {
  const { t } = useLingui();
  const { answers, state } = useAnswers();
  const [draft, setDraft] = useState<AnswerDraft | null>(null);
  const [showsProblems, setShowsProblems] = useState(false);
  const [file, setFile] = useState<File | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const problems = draft === null ? [] : problemsOf(draft, answers);

  /** Keeps what is edited. False when it can't be kept: then the editor says why. */
  const keep = (): boolean => {
    if (draft === null) return true;
    const before = draft.id === null ? null : answerStore.get(draft.id);
    if (isUnchanged(draft, before)) return true;
    setShowsProblems(true);
    if (problems.length > 0) return false;
    const answer = toAnswer(draft, crypto.randomUUID());
    const { name } = answer;
    void answerStore.save(answer);
    setDone({
      text: t`/${name} is saved.`,
      undo: async () => {
        await (before === null ? answerStore.remove(answer.id) : answerStore.restore(before));
        setDraft(null);
      },
    });
    return true;
  };
  const edit = (next: AnswerDraft | null) => {
    if (!keep()) return;
    setShowsProblems(false);
    setFile(null);
    setDraft(next);
  };
  const remove = async (answer: Answer) => {
    setDraft(null);
    const removed = await answerStore.remove(answer.id);
    if (removed === null) return;
    const { name } = removed;
    setDone({ text: t`/${name} is deleted.`, undo: () => answerStore.restore(removed) });
  };
  const close = () => {
    if (keep()) onClose();
  };
  const isDetailOpen = draft !== null || file !== null;

  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={close}
      className="fixed inset-0 z-40 flex items-center justify-center bg-ink/30 sm:p-6"
    >
      <Modal className="flex h-full w-full max-w-5xl overflow-hidden border-line bg-page shadow-xl outline-none sm:max-h-180 sm:rounded-2xl sm:border">
        <Dialog aria-label={t`Canned answers`} className="flex min-h-0 w-full flex-col outline-none">
          <header className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-3">
            <Heading slot="title" className="me-auto text-title font-bold max-sm:-order-2">
              <Trans>Canned answers</Trans>
            </Heading>
            <Button pill onPress={() => edit(emptyDraft('text'))}>
              <Plus aria-hidden="true" size={14} />
              <Trans>New answer</Trans>
            </Button>
            <Button pill onPress={() => edit(emptyDraft('macro'))}>
              <Plus aria-hidden="true" size={14} />
              <Trans>New macro</Trans>
            </Button>
            <Button pill onPress={() => picker.current?.click()}>
              <Trans>Import…</Trans>
            </Button>
            <ExportMenu answers={answers} />
            <Button
              small
              aria-label={t`Close`}
              onPress={close}
              className="size-8 border-none !px-0 max-sm:-order-1"
            >
              <X aria-hidden="true" size={18} />
            </Button>
            {/* On a phone what can be done stands below the title. */}
            <span className="-order-1 w-full sm:hidden" />
            <input
              ref={picker}
              type="file"
              aria-label={t`File with answers`}
              accept=".json,.csv,.tsv,.txt,application/json,text/csv"
              hidden
              onChange={event => {
                const [chosen] = event.target.files ?? [];
                event.target.value = '';
                if (chosen === undefined || !keep()) return;
                setDraft(null);
                setFile(chosen);
              }}
            />
          </header>
          <div className="flex min-h-0 flex-1">
            <div
              className={classNames(
                'flex min-h-0 w-full flex-col border-line md:w-80 md:border-e',
                isDetailOpen && 'max-md:hidden',
              )}
            >
              <AnswerList
                answers={answers}
                isLoading={state === 'loading' || state === 'closed'}
                chosenId={draft?.id ?? null}
                onChoose={answer => edit(toDraft(answer))}
              />
            </div>
            <div
              className={classNames(
                'thin-scroll min-h-0 flex-1 overflow-y-auto',
                !isDetailOpen && 'max-md:hidden',
              )}
            >
              {file !== null && (
                <ImportPanel
                  key={`${file.name} ${file.lastModified} ${file.size}`}
                  file={file}
                  answers={answers}
                  onDone={setDone}
                  onClose={() => setFile(null)}
                />
              )}
              {file === null && draft !== null && (
                <AnswerEditor
                  key={draft.id ?? draft.body.kind}
                  draft={draft}
                  problems={showsProblems ? problems : []}
                  onChange={setDraft}
                  onSave={() => {
                    if (keep()) setDraft(null);
                  }}
                  onCancel={() => {
                    setShowsProblems(false);
                    setDraft(null);
                  }}
                  onRemove={answer => void remove(answer)}
                />
              )}
              {!isDetailOpen && (
                <NoAnswers hasAny={answers.length > 0} onExample={example => edit(example)} />
              )}
            </div>
          </div>
          <footer className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line bg-sunken px-4 py-2 text-small text-soft">
            <span className="flex items-center gap-2">
              <span role="status">{done?.text}</span>
              {done !== null && (
                <Button
                  small
                  look="plain"
                  onPress={() => {
                    void done.undo();
                    setDone(null);
                  }}
                >
                  <Trans>Undo</Trans>
                </Button>
              )}
            </span>
            <span className="ms-auto">
              {state === 'memoryOnly' ? (
                <Trans>This browser stores nothing: export them, or they go with the page.</Trans>
              ) : (
                <>
                  <Plural value={answers.length} one="# answer" other="# answers" />
                  {' · '}
                  <Trans>Kept in this browser until you sign out. Export them to keep or share them.</Trans>
                </>
              )}
            </span>
          </footer>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
