import type { MacroRun } from '../../answers/macroRun.ts';
import type { Chat } from '../../apollo/chat.ts';

export type MacroPanelProps = {
  readonly chat: Chat;
  readonly run: MacroRun;
  readonly onLeave: () => void;
};

export function MacroPanel({ run }: MacroPanelProps) {
  return <p>{run.answer.name}</p>;
}
