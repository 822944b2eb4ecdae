import type { Chat } from '../../apollo/chat.ts';
import type { Department } from '../../apollo/departmentBoard.ts';
import { ColleagueSection } from './ColleagueSection.tsx';
import { FarewellField } from './FarewellField.tsx';
import { SuggestionChip } from './SuggestionChip.tsx';
import type { TransferChoice } from './useTransferChoice.ts';

export type TransferExtrasProps = {
  readonly chat: Chat;
  readonly choice: TransferChoice;
  /** What stands in the field of the choice. */
  readonly typed: string;
};

/** What stands below the departments while a chat can be handed over. */
export function TransferExtras({ chat, choice, typed }: TransferExtrasProps) {
  const follow = (department: Department) => {
    choice.transfer(department);
    choice.stopChoosing();
  };
  return (
    <>
      <SuggestionChip key={`suggestion ${chat.visitorId}`} chat={chat} onChoose={follow} />
      <FarewellField key={`farewell ${chat.visitorId}`} visitorId={chat.visitorId} />
      <ColleagueSection chat={chat} choice={choice} typed={typed} />
    </>
  );
}
