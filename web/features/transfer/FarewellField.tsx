import { Trans, useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { settings } from '../../settings/settingsStore.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { TARGET_HOLE } from '../../transfers/farewell.ts';
import { Button } from '../../ui/Button.tsx';

/** What is said to the visitor before they are handed over: for this chat, and, when the agent says so, for all. */
export function FarewellField({ visitorId }: { readonly visitorId: string }) {
  const { t } = useLingui();
  const { farewells } = useDesk();
  const usual = useSetting('farewell');
  const line = useObservable(farewells.written).get(visitorId) ?? usual;
  const id = useId();
  const keep = () => {
    settings.change({ farewell: line });
    farewells.write(visitorId, null);
  };
  return (
    <div className="flex flex-col gap-1 pt-2">
      <label htmlFor={id} className="text-small text-soft">
        <Trans>Farewell, sent before the transfer</Trans>
      </label>
      <textarea
        id={id}
        dir="auto"
        rows={2}
        maxLength={1_000}
        value={line}
        placeholder={t`None. Such as: I’m handing you over to ${TARGET_HOLE}.`}
        onChange={event => farewells.write(visitorId, event.target.value)}
        className="thin-scroll field-sizing-content max-h-32 min-h-9 w-full resize-none rounded-lg border border-edge bg-page px-2.5 py-1.5"
      />
      {line !== usual && (
        <div className="flex flex-wrap gap-2">
          <Button small onPress={keep}>
            <Trans>Keep for all chats</Trans>
          </Button>
          <Button small onPress={() => farewells.write(visitorId, null)}>
            {usual === '' ? <Trans>No farewell</Trans> : <Trans>My usual one</Trans>}
          </Button>
        </div>
      )}
    </div>
  );
}
