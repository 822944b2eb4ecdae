import { useLingui } from '@lingui/react/macro';
import type {
  MessageButton,
  MessagePanel,
  QuickReply,
  StructuredMessage,
} from '../outbox/structuredMessage.ts';
import { classNames } from '../ui/classNames.ts';
import { Carousel } from './Carousel.tsx';
import { isChosen } from './offeredAnswers.ts';
import { Picture } from './Picture.tsx';
import { webAddress } from './webAddress.ts';

export type StructuredViewProps = {
  readonly message: StructuredMessage;
  /** What the visitor chose, as `chosenIn` found it. Default: nothing. */
  readonly chosen?: readonly string[];
  /** On which side quick replies stand. */
  readonly side: 'start' | 'end';
};

const card =
  'w-66 max-w-full overflow-hidden rounded-2xl border border-line bg-page text-start text-ink [overflow-wrap:anywhere]';

/** A structured message as the visitor's widget shows it, but for the text above quick replies. Nothing in it answers. */
export function StructuredView({ message, chosen = [], side }: StructuredViewProps) {
  const { t } = useLingui();
  switch (message.kind) {
    case 'quickReplies':
      return <Replies replies={message.replies} chosen={chosen} side={side} />;
    case 'buttons':
      return (
        <div className={card}>
          <p dir="auto" className="px-3.5 py-2.5 whitespace-pre-wrap">
            {orDots(message.text)}
          </p>
          <Buttons buttons={message.buttons} chosen={chosen} />
        </div>
      );
    case 'panel':
      return <PanelCard panel={message.panel} buttons={message.buttons} chosen={chosen} className={card} />;
    case 'carousel': {
      const count = message.panels.length;
      return (
        <Carousel label={t`${count} panels, scroll sideways`}>
          {message.panels.map(({ panel, buttons }, index) => (
            <PanelCard
              // biome-ignore lint/suspicious/noArrayIndexKey: panels of a message have no names and keep their order
              key={index}
              panel={panel}
              buttons={buttons}
              chosen={chosen}
              className={classNames(card, 'flex !w-54 shrink-0 snap-start flex-col')}
            />
          ))}
        </Carousel>
      );
    }
    case 'list':
      return (
        <div className={card}>
          <ul className="divide-y divide-line">
            {message.items.map((item, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: items of a message have no names and keep their order
              <li key={index} className="flex justify-between gap-2.5 px-3.5 py-2.5">
                <PanelText panel={item} />
                <Picture address={item.imageUrl} className="size-13 rounded-lg" />
              </li>
            ))}
          </ul>
          <Buttons buttons={message.buttons} chosen={chosen} />
        </div>
      );
  }
}

function Replies({
  replies,
  chosen,
  side,
}: {
  readonly replies: readonly QuickReply[];
  readonly chosen: readonly string[];
  readonly side: 'start' | 'end';
}) {
  const { t } = useLingui();
  return (
    <ul
      aria-label={t`Answers offered`}
      className={classNames('flex max-w-[85%] flex-wrap gap-1.5', side === 'end' && 'justify-end')}
    >
      {replies.map((reply, index) => {
        const isTaken = isChosen(reply, chosen);
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two replies may have the same words
            key={index}
            dir="auto"
            className={classNames(
              'max-w-full rounded-full border border-accent px-3 py-0.5 text-small font-semibold [overflow-wrap:anywhere]',
              isTaken ? 'bg-accent text-on-accent' : 'bg-page text-accent',
            )}
          >
            {orDots(reply.text)}
            {isTaken && <Chosen />}
          </li>
        );
      })}
    </ul>
  );
}

function PanelCard({
  panel,
  buttons,
  chosen,
  className,
}: {
  readonly panel: MessagePanel;
  readonly buttons: readonly MessageButton[];
  readonly chosen: readonly string[];
  readonly className: string;
}) {
  return (
    <div className={className}>
      <Picture address={panel.imageUrl} className="aspect-2/1 w-full" />
      <div className="flex-1 px-3.5 py-2.5">
        <PanelText panel={panel} />
      </div>
      <Buttons buttons={buttons} chosen={chosen} />
    </div>
  );
}

function PanelText({ panel }: { readonly panel: MessagePanel }) {
  const link = webAddress(panel.link);
  return (
    <div className="min-w-0">
      <p dir="auto" className="font-semibold">
        {link === null ? orDots(panel.heading) : <WebLink to={link}>{orDots(panel.heading)}</WebLink>}
      </p>
      {panel.paragraph !== null && (
        <p dir="auto" className="text-small text-soft">
          {panel.paragraph}
        </p>
      )}
    </div>
  );
}

function Buttons({
  buttons,
  chosen,
}: {
  readonly buttons: readonly MessageButton[];
  readonly chosen: readonly string[];
}) {
  if (buttons.length === 0) return null;
  return (
    <ul className="divide-y divide-line border-t border-line text-center text-small font-semibold">
      {buttons.map((button, index) => {
        const link = button.opens === 'link' ? webAddress(button.value) : null;
        const isTaken = button.opens === 'reply' && isChosen(button, chosen);
        return (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may have the same words
            key={index}
            dir="auto"
            className={classNames('px-3.5 py-2', isTaken ? 'bg-accent text-on-accent' : 'text-accent')}
          >
            {link === null ? orDots(button.text) : <WebLink to={link}>{orDots(button.text)} ↗</WebLink>}
            {isTaken && <Chosen />}
          </li>
        );
      })}
    </ul>
  );
}

function WebLink({ to, children }: { readonly to: string; readonly children: React.ReactNode }) {
  return (
    <a href={to} target="_blank" rel="noopener noreferrer nofollow" className="underline underline-offset-2">
      {children}
    </a>
  );
}

function Chosen() {
  const { t } = useLingui();
  return (
    <>
      <span aria-hidden="true"> ✓</span>
      <span className="sr-only">{t`, chosen by the visitor`}</span>
    </>
  );
}

/** What nothing was written into yet keeps its place. */
function orDots(text: string): string {
  return text === '' ? '…' : text;
}
