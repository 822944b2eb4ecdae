import { Trans, useLingui } from '@lingui/react/macro';
import { Check, ExternalLink, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useDesk } from '../../session/DeskContext.ts';
import { useVisitorUrl } from '../../session/useVisitorUrl.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { classNames } from '../../ui/classNames.ts';
import { type FirstStep, firstSteps, noteTaken, stepsTaken, watchSteps } from './firstSteps.ts';

/** What an agent tries first, at the sandbox; each step ends when it is done. Not shown again once done or closed. */
export function FirstSteps() {
  const { t } = useLingui();
  const isKnown = useSetting('knowsFirstSteps');
  const [isClosed, setClosed] = useState(false);
  const taken = useTaken(!isClosed);
  const isDone = taken.size === firstSteps.length;
  useEffect(() => {
    if (isDone) endSteps();
  }, [isDone]);
  if (isClosed || (isKnown && !isDone)) return null;
  return (
    <section
      aria-label={t`First steps`}
      className="flex flex-col gap-2 border-t border-line bg-accent-tint px-4 py-3 short:hidden"
    >
      <div className="flex items-center justify-between gap-2">
        <h2 className="font-semibold">
          <Trans>First steps</Trans>
        </h2>
        <Button
          small
          aria-label={t`Close the first steps`}
          onPress={() => {
            endSteps();
            setClosed(true);
          }}
          className="w-6 border-transparent !bg-transparent !px-0"
        >
          <X aria-hidden="true" size={14} />
        </Button>
      </div>
      <p role="status" className={isDone ? undefined : 'sr-only'}>
        {isDone && <Trans>That is all it takes. Everything else is in “Search or do”.</Trans>}
      </p>
      {!isDone && <Steps taken={taken} />}
      {!isDone && <VisitorLink />}
    </section>
  );
}

/** The next agent of this browser begins with the first step. */
function endSteps(): void {
  settings.change({ knowsFirstSteps: true });
  noteTaken([]);
}

function Steps({ taken }: { readonly taken: ReadonlySet<FirstStep> }) {
  const { t } = useLingui();
  const next = firstSteps.find(step => !taken.has(step));
  const words: Readonly<Record<FirstStep, ReactNode>> = {
    serve: <Trans>Serve a visitor who waits.</Trans>,
    reply: <Trans>Write a reply and send it.</Trans>,
    transfer: <Trans>Transfer the chat: one click on a department.</Trans>,
  };
  return (
    <ol className="flex flex-col gap-1">
      {firstSteps.map((step, index) => (
        <li
          key={step}
          aria-current={step === next ? 'step' : undefined}
          className={classNames('flex items-start gap-2', step === next && 'font-semibold')}
        >
          <span
            aria-hidden="true"
            className={classNames(
              'mt-0.5 flex size-4.5 shrink-0 items-center justify-center rounded-full border text-tiny',
              taken.has(step) ? 'border-accent bg-accent text-on-accent' : 'border-edge',
            )}
          >
            {taken.has(step) ? <Check size={12} /> : index + 1}
          </span>
          <span className={classNames('min-w-0', taken.has(step) && 'text-soft line-through')}>
            {words[step]}
            {taken.has(step) && <span className="sr-only"> {t`(done)`}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Whoever has no visitor can be one. */
function VisitorLink() {
  const url = useVisitorUrl();
  if (url === null) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex w-fit items-center gap-1.5 font-semibold text-accent hover:underline"
    >
      <Trans>Write as a visitor in another tab</Trans> <ExternalLink aria-hidden="true" size={13} />
    </a>
  );
}

function useTaken(isWatching: boolean): ReadonlySet<FirstStep> {
  const desk = useDesk();
  const [taken, setTaken] = useState(stepsTaken);
  useEffect(() => {
    if (!isWatching) return;
    return watchSteps(desk, step =>
      setTaken(before => {
        if (before.has(step)) return before;
        const next = new Set([...before, step]);
        noteTaken(next);
        return next;
      }),
    );
  }, [desk, isWatching]);
  return taken;
}
