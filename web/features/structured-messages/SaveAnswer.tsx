import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Popover } from 'react-aria-components/Popover';
import { TextField } from 'react-aria-components/TextField';
import { MAX_NAME, toName } from '../../answers/answer.ts';
import { answerStore } from '../../answers/answerStore.ts';
import { useAnswers } from '../../answers/useAnswers.ts';
import type { StructuredMessage } from '../../outbox/structuredMessage.ts';
import { Button } from '../../ui/Button.tsx';

export type SaveAnswerProps = {
  readonly message: StructuredMessage;
  /** The shortcut that it had; empty for none. */
  readonly name: string;
  /** Shows what is missing; says whether it can be kept. */
  readonly check: () => boolean;
  readonly onSaved: (name: string) => void;
};

const box = 'h-9 rounded-lg border border-edge bg-page px-2.5 text-body text-ink';

/** Keeps the message as a canned answer, which `/` finds. */
export function SaveAnswer({ message, name, check, onSaved }: SaveAnswerProps) {
  const { t } = useLingui();
  useAnswers();
  const [isOpen, setOpen] = useState(false);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={next => setOpen(next && check())}>
      <Button>
        <Trans>Save</Trans>
      </Button>
      <Popover
        placement="top end"
        className="w-72 rounded-xl border border-line bg-page p-3 shadow-lg outline-none"
      >
        <Dialog aria-label={t`Save as an answer`} className="outline-none">
          <SaveForm
            message={message}
            name={name}
            onSaved={saved => {
              setOpen(false);
              onSaved(saved);
            }}
          />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function SaveForm({ message, name, onSaved }: Omit<SaveAnswerProps, 'check'>) {
  const { t } = useLingui();
  const [shortcut, setShortcut] = useState(name);
  const [title, setTitle] = useState(answerStore.named(name)?.title ?? '');
  const clean = toName(shortcut);
  const known = clean === '' ? null : answerStore.named(clean);
  const save = () => {
    if (clean === '') return;
    const id = known?.id ?? crypto.randomUUID();
    const tags = known?.tags ?? [];
    void answerStore.save({
      id,
      name: clean,
      title: title.trim(),
      tags,
      body: { kind: 'structured', message },
      updatedAt: 0,
    });
    onSaved(clean);
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={event => {
        event.preventDefault();
        save();
      }}
    >
      <TextField
        value={shortcut}
        onChange={setShortcut}
        maxLength={MAX_NAME}
        autoFocus
        className="flex flex-col gap-1 text-small text-soft"
      >
        <Label>{t`Shortcut, typed after /`}</Label>
        <Input dir="auto" className={box} placeholder={t`sizes`} />
      </TextField>
      <TextField value={title} onChange={setTitle} className="flex flex-col gap-1 text-small text-soft">
        <Label>{t`Title, if any`}</Label>
        <Input dir="auto" className={box} />
      </TextField>
      <p aria-live="polite" className="text-tiny text-warn empty:hidden">
        {known !== null && <Trans>There is an answer /{known.name}: this takes its place.</Trans>}
      </p>
      <Button look="solid" type="submit" isDisabled={clean === ''}>
        {known === null ? <Trans>Save as an answer</Trans> : <Trans>Save in its place</Trans>}
      </Button>
    </form>
  );
}
