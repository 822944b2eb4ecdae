import { ChatLister, waitsSince } from '../../../web/features/inbox/chatLists.ts';
import { attentionOf, watchChats } from '../../../web/features/notices/watchedChats.ts';
import { DraftStore } from '../../../web/outbox/draftStore.ts';
import { OutgoingNotes } from '../../../web/outbox/outgoingNotes.ts';
import { Desk } from '../../../web/session/desk.ts';
import { ownerInPage } from '../../../web/testing/owner.ts';
import type { ChannelsLane } from '../openChannels/lane.ts';
import type { Frames } from './frames.ts';
import { stubPage } from './pageStubs.ts';
import { messageFrame, zendeskWith } from './zendesk.ts';

/** Rows of the inbox that are in view. */
const ROWS = 20;
/** The notices gather changes for 60 ms. */
const NOTICE_FRAMES = 4;
/** Seconds between two reads of the channels. */
const POLL = 15;
/** ms that the desk may take to open. */
const PATIENCE = 10_000;

/**
 * The dashboard without its screen: from the text of a frame through the adapter, the owner of the connection, the port
 * to the tab (copied as between threads), Apollo past its cache, the decoder and the timeline, to what the rows in view,
 * the inbox's order and the notices read of it, once a frame. With the poll of the channels, every 15 s.
 */
export async function openDeskLane(frames: Frames): Promise<ChannelsLane> {
  const { channels } = frames;
  const zendesk = zendeskWith(channels);
  const page = stubPage(zendesk.socket);
  const desk = openDesk();
  await untilReady(desk, channels);
  watchAsScreen(desk);
  return {
    prepare(n) {
      const texts = Array.from({ length: channels }, (_, channel) => messageFrame(channel, n));
      return async () => {
        if (n % POLL === 0) page.comeIntoView();
        await frames.overASecond(channel => zendesk.deliver(texts[channel] ?? ''), page.paint);
        const held = desk.timeline.conversation(`visitor-${channels - 1}`).length;
        if (held !== n + 1) throw new Error(`Expected ${n + 1} messages in a channel, it holds ${held}.`);
      };
    },
  };
}

/** Until the desk knows its agent and the chats. */
async function untilReady({ directory, presence }: Desk, channels: number): Promise<void> {
  const end = Date.now() + PATIENCE;
  const isReady = () =>
    directory.book.getSnapshot().chats.size === channels && presence.state.getSnapshot().me !== null;
  while (!isReady()) {
    if (Date.now() > end)
      throw new Error(`Expected ${channels} chats within ${PATIENCE} ms, they did not come.`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}

function openDesk(): Desk {
  const owner = ownerInPage();
  return new Desk({
    drafts: new DraftStore({ mirror: null, channel: null }),
    notes: new DraftStore({ kind: 'notes', mirror: null, channel: null }),
    outgoing: new OutgoingNotes(null),
    tab: { tabId: 'tab', lock: null, release: () => undefined },
    findOwner: owner.find,
    onProblem: (title, detail) => {
      throw new Error(`Expected no problem, got: ${title}. ${detail ?? ''}`);
    },
    onGoodbye: () => undefined,
  });
}

/** Reads what the rows in view, the lists and the notices read, as often as they do. */
function watchAsScreen(desk: Desk): void {
  const { timeline, directory, presence, seen } = desk;
  const me = presence.state.getSnapshot().me?.id ?? '';
  let read = 0;
  for (let row = 0; row < ROWS; row += 1) {
    const conversation = timeline.conversation(`visitor-${row}`);
    conversation.subscribe(() => {
      read += waitsSince(conversation, false) ?? 0;
      read += conversation.countVisitorMessagesAfter(seen.lastSeen(`visitor-${row}`));
      read += conversation.getSnapshot().version;
    });
  }
  const lister = new ChatLister(timeline);
  let frame = 0;
  timeline.subscribe(() => {
    frame += 1;
    read += lister.list(directory.book.getSnapshot(), me).waitingForMe;
    if (frame % NOTICE_FRAMES === 0) read += attentionOf(desk, watchChats(desk, me)).count;
    if (Number.isNaN(read)) throw new Error('Expected times and counts, got NaN.');
  });
}
