import { useLingui } from '@lingui/react/macro';
import { Smile } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { useCommand } from '../../commands/useCommand.ts';
import { Button } from '../../ui/Button.tsx';
import { showProblem } from '../../ui/problems.ts';
import { splitView, useSplitView } from '../../ui/splitView.ts';

const view = splitView(async () => (await import('./EmojiPopover.tsx')).EmojiPopover);

/** Opens the emoji, which are loaded then; the one that is chosen goes to the caret. */
export function EmojiButton({ onPick }: { readonly onPick: (emoji: string) => void }) {
  const { t } = useLingui();
  const trigger: RefObject<HTMLButtonElement | null> = useRef(null);
  const [isOpen, setOpen] = useState(false);
  const EmojiPopover = useSplitView(view, isOpen, () => {
    setOpen(false);
    showProblem(t`The emoji can’t be loaded`, t`Check the network, and open them again.`);
  });
  useCommand({
    id: 'compose.emoji',
    title: t`Insert an emoji`,
    group: 'compose',
    keys: [],
    run: () => setOpen(true),
  });
  return (
    <>
      <Button
        ref={trigger}
        small
        aria-label={t`Emoji`}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onPress={() => setOpen(true)}
        className="size-8 border-none !px-0 text-soft"
      >
        <Smile aria-hidden="true" size={18} />
      </Button>
      {EmojiPopover !== null && (
        <EmojiPopover triggerRef={trigger} onPick={onPick} onClose={() => setOpen(false)} />
      )}
    </>
  );
}
