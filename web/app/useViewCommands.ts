import { useLingui } from '@lingui/react/macro';
import { useLocation } from 'wouter';
import { useCommand } from '../commands/useCommand.ts';
import { settings } from '../settings/settingsStore.ts';

export type View = {
  readonly isChatOpen: boolean;
  /** True while the visitor's pane was asked for: without room beside, it lies over the conversation. */
  readonly isWanted: boolean;
  readonly onShowDetails: () => void;
  readonly onHideDetails: () => void;
};

/** Back, and the right pane. */
export function useViewCommands({ isChatOpen, isWanted, onShowDetails, onHideDetails }: View): void {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  useCommand({
    id: 'view.back',
    title: t`Back to the chats`,
    group: 'view',
    keys: ['Escape'],
    isEnabled: isWanted || isChatOpen,
    run: () => {
      onHideDetails();
      if (!isWanted || isBeside()) navigate('/');
    },
  });
  useCommand({
    id: 'view.details',
    title: t`Show or hide the visitor and departments`,
    group: 'view',
    keys: [],
    run: () => {
      const { showsDetails } = settings.values.getSnapshot();
      if (isRoomy()) settings.change({ showsDetails: !showsDetails });
      else if (isWanted) onHideDetails();
      else onShowDetails();
    },
  });
}

/** From here on there is room for the visitor beside the conversation: Tailwind's `xl`. */
function isRoomy(): boolean {
  return matchMedia('(min-width: 80rem)').matches;
}

/** Whether the pane stands beside the conversation, and so hides nothing. */
function isBeside(): boolean {
  return isRoomy() && settings.values.getSnapshot().showsDetails;
}
