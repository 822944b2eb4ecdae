import { Trans, useLingui } from '@lingui/react/macro';
import { useId, useRef, useState } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Label } from './Label.tsx';
import { useVisitorAct } from './useVisitorAct.ts';

export type NameFieldProps = {
  readonly chat: Chat;
  /** A visitor whom the session does not know any more can't be renamed. */
  readonly canEdit: boolean;
};

/** Enter or leaving the field saves, Escape takes it back; a refusal puts the old name back and says why. */
export function NameField({ chat, canEdit }: NameFieldProps) {
  const { t } = useLingui();
  const id = useId();
  const { name } = chat;
  const { pending, perform } = useVisitorAct(chat.visitorId);
  /** What is typed; null while the field is not being changed. */
  const [typed, setTyped] = useState<string | null>(null);
  const [earlier, setEarlier] = useState<string | null>(null);
  const isTakenBack = useRef(false);

  const rename = async (displayName: string) => {
    const act = { kind: 'visitorEdit', rawId: chat.rawId ?? chat.visitorId, displayName } as const;
    const isDone = await perform(act, t`The name is still ${name}`);
    if (isDone) setEarlier(name);
    setTyped(null);
  };

  const save = () => {
    const next = typed?.trim() ?? '';
    if (isTakenBack.current || next === '' || next === name) return setTyped(null);
    void rename(next);
  };

  return (
    <>
      <Label htmlFor={id}>
        <Trans>Name</Trans>
      </Label>
      <div className="flex min-w-0 flex-col gap-1">
        <input
          id={id}
          dir="auto"
          autoComplete="off"
          data-visitor-field="name"
          readOnly={!canEdit || pending !== null}
          value={typed ?? name}
          maxLength={255}
          aria-busy={pending !== null}
          onChange={event => setTyped(event.target.value)}
          onFocus={() => {
            isTakenBack.current = false;
          }}
          onBlur={save}
          onKeyDown={event => {
            if (event.nativeEvent.isComposing) return;
            if (event.key !== 'Enter' && event.key !== 'Escape') return;
            // The pane closes with Escape where it lies over the conversation: not while a name is being changed.
            if (event.key === 'Escape' && typed !== null) event.stopPropagation();
            isTakenBack.current = event.key === 'Escape';
            event.currentTarget.blur();
          }}
          className="-mx-2 min-w-0 rounded-md border border-transparent bg-transparent px-2 py-0.5 text-page-start text-ellipsis read-only:border-transparent hover:border-edge focus:border-accent"
        />
        <div
          aria-live="polite"
          className="flex flex-wrap items-center gap-x-2 text-small text-faint empty:hidden"
        >
          {pending !== null && <Saving />}
          {pending === null && earlier !== null && earlier !== name && (
            <>
              <Trans>Renamed.</Trans>
              <Button
                look="plain"
                small
                aria-label={t`Put the name ${earlier} back`}
                onPress={() => void rename(earlier)}
              >
                <Trans>Put back</Trans>
              </Button>
            </>
          )}
        </div>
      </div>
    </>
  );
}

function Saving() {
  const isLive = useObservable(useDesk().connection.view).kind === 'live';
  return isLive ? <Trans>Saving…</Trans> : <Trans>Saved when the connection is back.</Trans>;
}
