import type { Control } from '../control.ts';
import type { FrameNote } from '../frameTap.ts';
import type { SandboxState } from '../sandboxState.ts';
import { withoutCredentials } from './credentials.ts';

/** More chats than this are counted, not shown. */
const CHATS_SHOWN = 100;

/** What the page shows beside the frames: the state, without chats that have ended. */
export interface PageState extends Omit<SandboxState, 'channels'> {
  readonly chats: SandboxState['channels'];
  readonly chatCount: number;
}

/** A note of the tap as the page sees it: credentials are masked. */
export interface ShownFrame extends Omit<FrameNote, 'agentId'> {
  readonly agent: string | null;
}

export function pageState(control: Control): PageState {
  const { channels, ...rest } = control.state();
  const open = channels.filter(({ state }) => state !== 'CLOSED');
  return { ...rest, chats: open.slice(0, CHATS_SHOWN), chatCount: open.length };
}

export function shownFrame({ agentId, ...note }: FrameNote, agents: SandboxState['agents']): ShownFrame {
  return {
    ...note,
    agent: agents.find(({ id }) => id === agentId)?.name ?? null,
    text: withoutCredentials(note.text),
  };
}
