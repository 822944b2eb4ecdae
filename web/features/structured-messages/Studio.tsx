import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { EllipsisVertical, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import type { Answer } from '../../answers/answer.ts';
import { answerStore } from '../../answers/answerStore.ts';
import type { Chat } from '../../apollo/chat.ts';
import { useConversationVersion, useDesk, useMe } from '../../session/DeskContext.ts';
import { type DecodeError, decodeFile, decodeStructured } from '../../structured/decodeStructured.ts';
import type { StudioRequest } from '../../structured/studioRequest.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { MenuButton } from '../../ui/MenuButton.tsx';
import { BeginMenu } from './BeginMenu.tsx';
import { DecodeErrors } from './DecodeErrors.tsx';
import { FallbackForm } from './FallbackForm.tsx';
import { KindPicker } from './KindPicker.tsx';
import { MessageForm } from './MessageForm.tsx';
import { downloadMessage } from './messageFiles.ts';
import { PreviewPane } from './PreviewPane.tsx';
import { SaveAnswer } from './SaveAnswer.tsx';
import { Segmented } from './Segmented.tsx';
import { StudioContext } from './StudioContext.ts';
import { emptyDraft, fromMessage, toMessage } from './studioDraft.ts';
import { readStudioDraft } from './studioStore.ts';
import { type StudioState, useStudioState } from './useStudioState.ts';

export type StudioProps = {
  readonly chat: Chat;
  readonly request: StudioRequest;
  readonly onClose: () => void;
};

/** Where an agent makes a structured message for one visitor: the form, and beside it what the visitor will see. */
export function Studio({ chat, request, onClose }: StudioProps) {
  const { t } = useLingui();
  const { name } = chat;
  return (
    <ModalOverlay
      isOpen
      onOpenChange={isOpen => !isOpen && onClose()}
      className="fixed inset-0 z-40 flex bg-[rgb(10_14_20/0.5)] sm:p-4 lg:p-8"
    >
      <Modal className="m-auto flex h-full max-h-230 w-full max-w-290 outline-none">
        <Dialog
          aria-label={t`Structured message for ${name}`}
          className="flex min-h-0 w-full flex-col overflow-hidden border-line bg-page text-ink shadow-2xl outline-none sm:rounded-2xl sm:border"
        >
          <StudioBody chat={chat} request={request} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function StudioBody({ chat, request, onClose }: StudioProps) {
  const { t, i18n } = useLingui();
  const { drafts } = useDesk();
  const nextId = useRef(0);
  const createId = () => {
    nextId.current += 1;
    return `part-${nextId.current}`;
  };
  const [begin] = useState(() => beginning(request));
  const state = useStudioState(
    chat.visitorId,
    () => {
      const kept = readStudioDraft(drafts, chat.visitorId, createId);
      return begin.ok ? { draft: begin.draft(createId), before: kept } : { draft: kept, before: null };
    },
    createId,
  );
  const { studio, replace } = state;
  const { draft } = studio;
  const [name, setName] = useState(() => nameOf(request.message));
  const [errors, setErrors] = useState<readonly DecodeError[]>(begin.ok ? [] : begin.errors);
  const [pane, setPane] = useState<'form' | 'preview'>('form');
  const form = useRef<HTMLDivElement>(null);
  const file = useRef<HTMLInputElement>(null);
  const message = toMessage(draft);

  const take = (value: unknown, from: string) => {
    const decoded = decodeStructured(value);
    setErrors(decoded.ok ? [] : decoded.errors);
    if (!decoded.ok) return;
    replace(fromMessage(decoded.value, createId));
    setName(from);
  };
  const takeSaved = ({ body, name: from }: Answer) => {
    if (body.kind === 'structured') take(body.message, from);
  };
  const importFile = async (chosen: File) => {
    const decoded = decodeFile(await chosen.text());
    if (!decoded.ok) return setErrors(decoded.errors);
    const [first] = decoded.value;
    if (first === undefined) return setErrors([{ path: '', expected: 'messages', came: 'nothing' }]);
    take(first.message, first.name ?? '');
  };
  const send = () => {
    if (state.send()) return onClose();
    setPane('form');
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus(),
    );
  };

  return (
    <StudioContext value={studio}>
      <header className="flex items-center gap-2 border-b border-line px-4 py-2.5 sm:px-5">
        <Heading slot="title" level={2} className="me-auto min-w-0 text-title font-bold whitespace-nowrap">
          <span className="flex gap-1 max-sm:hidden">
            <Trans>
              Structured message for <bdi className="truncate">{chat.name}</bdi>
            </Trans>
          </span>
          <span className="flex gap-1 sm:hidden">
            <Trans>
              For <bdi className="truncate">{chat.name}</bdi>
            </Trans>
          </span>
        </Heading>
        <BeginMenu
          onTemplate={template => {
            replace(fromMessage(template.build(i18n), createId));
            setErrors([]);
          }}
          onSaved={takeSaved}
        />
        <MenuButton
          label={t`More`}
          content={<EllipsisVertical aria-hidden="true" size={16} />}
          choices={[
            { key: 'export', name: t`Export as a file` },
            { key: 'import', name: t`Import from a file` },
            { key: 'empty', name: t`Empty it` },
          ]}
          onChoose={key => {
            if (key === 'export') downloadMessage(name, message);
            else if (key === 'import') file.current?.click();
            else replace(emptyDraft(draft.kind, createId));
          }}
        />
        <Button aria-label={t`Close`} onPress={onClose} className="!px-2">
          <X aria-hidden="true" size={16} />
        </Button>
        <input
          ref={file}
          type="file"
          accept="application/json,.json"
          aria-label={t`File of structured messages`}
          className="hidden"
          onChange={event => {
            const [chosen] = event.target.files ?? [];
            event.target.value = '';
            if (chosen !== undefined) void importFile(chosen);
          }}
        />
      </header>
      <div className="flex justify-center border-b border-line py-2 lg:hidden">
        <Segmented
          label={t`Shown`}
          value={pane}
          onChange={setPane}
          choices={[
            { key: 'form', name: t`Write` },
            { key: 'preview', name: t`Preview` },
          ]}
        />
      </div>
      <div className="grid min-h-0 flex-1 lg:grid-cols-[minmax(0,1fr)_27rem]">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: Ctrl+Enter sends from whatever field of the form */}
        <div
          ref={form}
          onKeyDown={event => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
          }}
          className={classNames(
            'thin-scroll flex min-h-0 flex-col gap-5 overflow-y-auto p-4 sm:p-5',
            pane === 'preview' && 'max-lg:hidden',
          )}
        >
          {errors.length > 0 && (
            <div role="alert" className="rounded-xl bg-bad-tint px-3.5 py-2.5 text-small text-bad">
              <Trans>This can’t be read. What you had is as it was.</Trans>
              <DecodeErrors errors={errors} />
            </div>
          )}
          <KindPicker />
          <MessageForm />
          <FallbackForm />
        </div>
        <div
          className={classNames(
            'thin-scroll min-h-0 overflow-y-auto bg-sunken lg:border-s lg:border-line',
            pane === 'form' && 'max-lg:hidden',
          )}
        >
          <Preview chat={chat} message={message} />
        </div>
      </div>
      <footer className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t border-line px-4 py-3 sm:px-5">
        <Telling state={state} />
        <SaveAnswer
          message={message}
          name={name}
          check={() => {
            const isReady = state.check();
            if (!isReady) send();
            return isReady;
          }}
          onSaved={saved => {
            setName(saved);
            studio.announce(t`Saved as /${saved}`);
          }}
        />
        <Button
          look="solid"
          onPress={send}
          aria-keyshortcuts="Control+Enter"
          className="min-w-0 max-sm:flex-1"
        >
          <Trans>
            Send to <bdi className="max-w-40 truncate">{chat.name}</bdi>
          </Trans>
        </Button>
      </footer>
    </StudioContext>
  );
}

function Preview({ chat, message }: { readonly chat: Chat; readonly message: ReturnType<typeof toMessage> }) {
  const { timeline } = useDesk();
  const conversation = timeline.conversation(chat.visitorId);
  useConversationVersion(conversation);
  const me = useMe();
  return (
    <PreviewPane
      message={message}
      lastSaid={conversation.lastFrom('visitor')?.text ?? null}
      agentName={me?.name ?? ''}
    />
  );
}

/** What happened last, what can be taken back, and what keeps the message from being sent. Said once each. */
function Telling({ state }: { readonly state: StudioState }) {
  const { undoable, undo, announcement, blocking } = state;
  const count = blocking.length;
  const isTelling = undoable !== null || announcement !== '' || (count > 0 && state.isChecked);
  return (
    <div
      className={classNames(
        'me-auto flex min-w-0 flex-wrap items-center gap-x-3 text-small text-soft',
        isTelling && 'max-sm:basis-full',
      )}
    >
      <span role="status" className="min-w-0 empty:sr-only">
        <Told state={state} />
      </span>
      {undoable !== null && (
        <Button look="plain" small onPress={undo}>
          <Trans>Undo</Trans>
        </Button>
      )}
      {undoable === null && announcement === '' && count > 0 && state.isChecked && (
        <span className="text-bad">
          <Plural value={count} one="# thing to mend" other="# things to mend" />
        </span>
      )}
    </div>
  );
}

function Told({ state: { undoable, announcement } }: { readonly state: StudioState }): ReactNode {
  if (undoable?.kind === 'removed') {
    const { name } = undoable;
    return (
      <Trans>
        <bdi>{name}</bdi> deleted.
      </Trans>
    );
  }
  if (undoable?.kind === 'replaced') return <Trans>What you had was replaced.</Trans>;
  return announcement;
}

type Beginning =
  | { readonly ok: true; readonly draft: (createId: () => string) => ReturnType<typeof fromMessage> }
  | { readonly ok: false; readonly errors: readonly DecodeError[] };

/** A kept message takes the place of the draft; one that can't be read leaves it. */
function beginning({ message }: StudioRequest): Beginning {
  if (message === null) return { ok: false, errors: [] };
  const decoded = decodeStructured(message);
  if (!decoded.ok) return { ok: false, errors: decoded.errors };
  return { ok: true, draft: createId => fromMessage(decoded.value, createId) };
}

/** The shortcut of the answer that the message was kept as; empty for none. */
function nameOf(message: unknown): string {
  const kept = answerStore.list
    .getSnapshot()
    .find(({ body }) => body.kind === 'structured' && body.message === message);
  return kept?.name ?? '';
}
