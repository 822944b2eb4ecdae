import { Trans } from '@lingui/react/macro';
import { commandBoard } from '../../commands/commandBoard.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from './Field.tsx';

/** Where sounds, desktop notices and quiet hours are chosen: at the bell, which shows and tests them too. */
export function NoticesPanel({ onClose }: { readonly onClose: () => void }) {
  return (
    <Field
      title={<Trans>Sounds and desktop notices</Trans>}
      detail={<Trans>They are chosen, tested and put to rest at the bell in the header.</Trans>}
    >
      <div>
        <Button
          onPress={() => {
            onClose();
            // The settings give the focus back first.
            setTimeout(() => commandBoard.run('notices.open'));
          }}
        >
          <Trans>Open the notices</Trans>
        </Button>
      </div>
    </Field>
  );
}
