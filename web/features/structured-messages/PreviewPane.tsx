import { Trans, useLingui } from '@lingui/react/macro';
import { Monitor, Moon, Smartphone, Sun, TextQuote } from 'lucide-react';
import { useState } from 'react';
import { assertNever } from '../../lib/assertNever.ts';
import type { StructuredMessage } from '../../outbox/structuredMessage.ts';
import { StructuredView } from '../../structured/StructuredView.tsx';
import { classNames } from '../../ui/classNames.ts';
import { Segmented } from './Segmented.tsx';

type Look = 'desktop' | 'phone' | 'text';
type Theme = 'light' | 'dark';

export type PreviewPaneProps = {
  readonly message: StructuredMessage;
  /** What the visitor wrote last; null for nothing. */
  readonly lastSaid: string | null;
  readonly agentName: string;
};

/** The message as the visitor will see it: in a widget on a screen or a phone, and where only text is shown. */
export function PreviewPane({ message, lastSaid, agentName }: PreviewPaneProps) {
  const { t } = useLingui();
  const [look, setLook] = useState<Look>('desktop');
  const [theme, setTheme] = useState<Theme>(isPageDark() ? 'dark' : 'light');
  return (
    <section aria-label={t`Preview`} className="flex min-h-0 flex-col items-center gap-4 p-4 sm:p-5">
      <div className="flex flex-wrap justify-center gap-2">
        <Segmented
          label={t`Shown on`}
          value={look}
          onChange={setLook}
          choices={[
            { key: 'desktop', name: t`Desktop`, icon: <Monitor aria-hidden="true" size={15} /> },
            { key: 'phone', name: t`Phone`, icon: <Smartphone aria-hidden="true" size={15} /> },
            { key: 'text', name: t`Text only`, icon: <TextQuote aria-hidden="true" size={15} /> },
          ]}
        />
        <Segmented
          label={t`Colours of the website`}
          value={theme}
          onChange={setTheme}
          iconsOnly
          choices={[
            { key: 'light', name: t`Light`, icon: <Sun aria-hidden="true" size={15} /> },
            { key: 'dark', name: t`Dark`, icon: <Moon aria-hidden="true" size={15} /> },
          ]}
        />
      </div>
      <div
        className={classNames(
          'widget-colours flex min-h-80 max-w-full flex-col overflow-hidden border-line bg-page text-ink shadow-lg',
          theme === 'dark' ? 'scheme-dark' : 'scheme-light',
          look === 'phone' ? 'w-80 rounded-[2rem] border-6' : 'w-92 rounded-2xl border',
        )}
      >
        <p className="border-b border-line px-4 py-3 font-semibold">
          <bdi>{agentName}</bdi>
        </p>
        <div className="flex flex-1 flex-col justify-end gap-2 px-4 py-4">
          {lastSaid !== null && (
            <p
              dir="auto"
              className="line-clamp-4 max-w-[86%] self-end rounded-2xl bg-mine px-3 py-1.5 text-start [overflow-wrap:anywhere] whitespace-pre-wrap text-on-mine"
            >
              {lastSaid}
            </p>
          )}
          <Shown message={message} look={look} />
        </div>
      </div>
      <p className="max-w-92 text-center text-tiny text-soft">
        <Trans>Colours, letters and corners are those of the website’s own widget.</Trans>
      </p>
    </section>
  );
}

function Shown({ message, look }: { readonly message: StructuredMessage; readonly look: Look }) {
  switch (look) {
    case 'desktop':
    case 'phone':
      return (
        <>
          {message.kind === 'quickReplies' && <Said text={message.text} />}
          <StructuredView message={message} side="start" />
        </>
      );
    case 'text':
      return <TextOnly message={message} />;
    default:
      return assertNever(look);
  }
}

function TextOnly({ message: { fallback } }: { readonly message: StructuredMessage }) {
  if (fallback === null) return null;
  // An option with a `/` is shown as two.
  const options = fallback.options
    .flatMap(option => option.split('/'))
    .filter(option => option.trim() !== '');
  const replies = options.map(option => ({ text: option.trim(), value: option.trim() }));
  return (
    <>
      <Said text={fallback.text} />
      {replies.length > 0 && (
        <StructuredView
          message={{ kind: 'quickReplies', text: fallback.text, replies, fallback: null }}
          side="start"
        />
      )}
    </>
  );
}

function Said({ text }: { readonly text: string }) {
  return (
    <p
      dir="auto"
      className="max-w-[86%] self-start rounded-2xl bg-raised px-3 py-1.5 text-start [overflow-wrap:anywhere] whitespace-pre-wrap"
    >
      {text === '' ? '…' : text}
    </p>
  );
}

/** Which of the two colour schemes the page is in. */
function isPageDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  if (chosen === 'dark' || chosen === 'light') return chosen === 'dark';
  return matchMedia('(prefers-color-scheme: dark)').matches;
}
