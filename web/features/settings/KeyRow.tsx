import { Trans, useLingui } from '@lingui/react/macro';
import { RotateCcw, X } from 'lucide-react';
import { useRef } from 'react';
import { formatKeys } from '../../commands/keyChord.ts';
import type { KnownKey } from '../../commands/useKnownKeys.ts';
import { isApple } from '../../lib/platform.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { useKeyRecorder } from './useKeyRecorder.ts';

/** What stands in the way of a key; `take`: takes it all the same, null when that can't be. */
export type KeyQuestion = { readonly id: string; readonly text: string; readonly take: (() => void) | null };

export type KeyRowProps = {
  readonly known: KnownKey;
  /** True when the agent chose this key, or none. */
  readonly isChosen: boolean;
  readonly isRecording: boolean;
  readonly question: KeyQuestion | null;
  readonly onRecord: () => void;
  readonly onKey: (key: string) => void;
  readonly onStop: () => void;
  readonly onOff: () => void;
  readonly onReset: () => void;
};

/** One command with its keys: press the button, then the new key. */
export function KeyRow(props: KeyRowProps) {
  const { known, isChosen, isRecording, question, onRecord, onKey, onStop, onOff, onReset } = props;
  const { t } = useLingui();
  const { pressed } = useKeyRecorder(isRecording, onKey, onStop);
  const { title, caps } = known;
  const button = useRef<HTMLButtonElement>(null);
  /** What is pressed here goes away or can't be pressed again: the focus stays in the row. */
  const then = (act: () => void) => () => {
    act();
    button.current?.focus();
  };
  const spoken = caps.map(steps => steps.join(` ${t`then`} `)).join(', ') || t`no key`;
  return (
    <li className="border-b border-line py-1 last:border-0">
      <div className="flex min-h-9 items-center gap-x-2 max-sm:gap-x-1">
        <span className="min-w-0 flex-1 break-words">{title}</span>
        <Button
          ref={button}
          aria-label={t`Change the key of ${title}: ${spoken}`}
          onPress={onRecord}
          onBlur={() => isRecording && onStop()}
          className={classNames('min-w-28', isRecording && 'border-accent ring-2 ring-accent')}
        >
          {isRecording ? (
            pressed.length === 0 ? (
              <Trans>Press a key…</Trans>
            ) : (
              <KeyCaps caps={pressed.flatMap(chord => formatKeys(chord, isApple()))} />
            )
          ) : caps.length === 0 ? (
            <span className="text-faint">
              <Trans>no key</Trans>
            </span>
          ) : (
            caps.map(steps => <KeyCaps key={steps.join(' ')} caps={steps} />)
          )}
        </Button>
        <Button
          aria-label={t`Reset the key of ${title}`}
          isDisabled={!isChosen}
          onPress={then(onReset)}
          className="w-8 border-transparent !px-0"
        >
          <RotateCcw aria-hidden="true" size={14} />
        </Button>
        <Button
          aria-label={t`No key for ${title}`}
          isDisabled={caps.length === 0}
          onPress={then(onOff)}
          className="w-8 border-transparent !px-0"
        >
          <X aria-hidden="true" size={14} />
        </Button>
      </div>
      {question !== null && (
        <div className="flex flex-wrap items-center gap-2 rounded-lg bg-warn-tint px-3 py-2 text-warn">
          <p className="min-w-0 flex-1">{question.text}</p>
          {question.take !== null && (
            <Button small onPress={then(question.take)}>
              <Trans>Take it from there</Trans>
            </Button>
          )}
          <Button small onPress={then(onStop)}>
            {question.take === null ? <Trans>Keep the old one</Trans> : <Trans>Leave it there</Trans>}
          </Button>
        </div>
      )}
    </li>
  );
}
