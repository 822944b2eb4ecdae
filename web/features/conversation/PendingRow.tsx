import { Trans, useLingui } from '@lingui/react/macro';
import { assertNever } from '../../lib/assertNever.ts';
import { actText } from '../../outbox/actText.ts';
import type { OutboxItem, OutboxState } from '../../outbox/outboxItem.ts';
import { reasonWords } from '../../outbox/reasonWords.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { StructuredPart } from '../../structured/StructuredPart.tsx';
import { Button } from '../../ui/Button.tsx';
import { Bubble } from './Bubble.tsx';

/** A reply, or another act, that is not in the chat yet: what it waits for, and what the agent can do. */
export function PendingRow({ item }: { readonly item: OutboxItem }) {
  const { t } = useLingui();
  const { outbox } = useDesk();
  const uuid = item.reason?.uuid ?? null;
  const needsAgent = item.state === 'unsure' || item.state === 'failed';
  return (
    <div className="flow-root">
      <div className="flex flex-col items-end gap-1 pt-1.5 pb-1.5">
        {item.act.kind === 'structured' ? (
          <StructuredPart message={item.act.message} visitorId={item.visitorId} entry={null}>
            <Bubble text={actText(item.act)} tone="pending" />
          </StructuredPart>
        ) : (
          <Bubble text={actText(item.act)} tone="pending" />
        )}
        {needsAgent ? (
          <fieldset
            aria-label={t`Message that is not sent`}
            className="flex flex-wrap items-center justify-end gap-1"
          >
            <span className="px-1 text-small text-bad">
              <StateText state={item.state} />
            </span>
            {item.state === 'unsure' && (
              <Button look="plain" small onPress={() => outbox.check(item.msgId)}>
                <Trans>Check</Trans>
              </Button>
            )}
            <Button look="plain" small onPress={() => outbox.retry(item.msgId)}>
              <Trans>Retry</Trans>
            </Button>
            <Button look="plain" small onPress={() => outbox.discard(item.msgId)}>
              <Trans>Discard</Trans>
            </Button>
          </fieldset>
        ) : (
          <span className="px-1 text-tiny text-faint">
            <StateText state={item.state} />
          </span>
        )}
        {item.reason !== null && (
          <p className="max-w-[85%] px-1 text-end text-tiny text-soft">
            {reasonWords(item.reason)}
            {uuid !== null && <Trans> For Zendesk’s support: {uuid}</Trans>}
          </p>
        )}
      </div>
    </div>
  );
}

function StateText({ state }: { readonly state: OutboxState }) {
  switch (state) {
    case 'queued':
      return <Trans>Queued</Trans>;
    case 'sending':
      return <Trans>Sending…</Trans>;
    case 'unsure':
      return <Trans>Unsure</Trans>;
    case 'failed':
      return <Trans>Not sent</Trans>;
    default:
      return assertNever(state);
  }
}
