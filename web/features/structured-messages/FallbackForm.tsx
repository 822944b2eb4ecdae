import { Trans, useLingui } from '@lingui/react/macro';
import { useRef } from 'react';
import { flushSync } from 'react-dom';
import { Button } from '../../ui/Button.tsx';
import { useStudio } from './StudioContext.ts';
import { StudioField } from './StudioField.tsx';
import { toMessage } from './studioDraft.ts';

/** What is shown where structured messages are not: made from the message, or written by hand. */
export function FallbackForm() {
  const { t } = useLingui();
  const { draft, dispatch } = useStudio();
  const section = useRef<HTMLElement>(null);
  const { fallback } = toMessage(draft);
  const set = (text: string, options: readonly string[]) =>
    dispatch({ kind: 'setFallback', fallback: { text, options } });
  if (fallback === null) return null;
  return (
    <section
      aria-label={t`Where only text is shown`}
      className="flex flex-col gap-2 border-t border-line pt-4"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h3 className="font-semibold">
          <Trans>Where only text is shown</Trans>
        </h3>
        {draft.fallback === null ? (
          <Button
            look="plain"
            small
            onPress={() => {
              flushSync(() => set(fallback.text, fallback.options));
              section.current?.querySelector('textarea')?.focus();
            }}
          >
            <Trans>Write it by hand</Trans>
          </Button>
        ) : (
          <Button look="plain" small onPress={() => dispatch({ kind: 'setFallback', fallback: null })}>
            <Trans>Make it from the message</Trans>
          </Button>
        )}
      </div>
      <p className="text-small text-soft">
        <Trans>Zendesk’s mobile apps show this in the message’s place.</Trans>
      </p>
      {draft.fallback !== null && (
        <>
          <StudioField
            place="fallback"
            label={t`Text`}
            value={draft.fallback.text}
            rows={3}
            onChange={text => set(text, draft.fallback?.options ?? [])}
          />
          <StudioField
            place="fallback.options"
            label={t`Answers to choose from, one a line`}
            value={draft.fallback.options.join('\n')}
            rows={3}
            onChange={text => set(draft.fallback?.text ?? '', text.split('\n'))}
          />
        </>
      )}
    </section>
  );
}
