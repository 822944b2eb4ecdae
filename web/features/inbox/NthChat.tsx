import { useLingui } from '@lingui/react/macro';
import { memo } from 'react';
import { useCommand } from '../../commands/useCommand.ts';

export const DIGITS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

export type NthChatProps = {
  readonly digit: (typeof DIGITS)[number];
  /** Undefined where there are not so many. */
  readonly visitorId: string | undefined;
  readonly open: (visitorId: string) => void;
};

/** The key that opens one of my chats by its place in the list. */
export const NthChat = memo(function NthChat({ digit, visitorId, open }: NthChatProps) {
  const { t } = useLingui();
  useCommand({
    id: `chats.mine${digit}`,
    title: t`My chat ${digit}`,
    group: 'chats',
    keys: [String(digit)],
    isEnabled: visitorId !== undefined,
    isHidden: true,
    run: () => visitorId !== undefined && open(visitorId),
  });
  return null;
});
