import { createElement, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { type MessageResponse, StreamChat } from 'stream-chat';
import { Channel, Chat, MessageList, VirtualizedMessageList, Window } from 'stream-chat-react';

/** Runs in a page: see `bench/openLongConversation.ts`. Two channels whose messages are held already, and no server. */
const isPlain = new URLSearchParams(location.search).get('list') === 'plain';
const client = new StreamChat('none');
client.userID = 'agent';
client._setUser({ id: 'agent', name: 'Ana' });

function channelOf(id: string, count: number) {
  const channel = client.channel('messaging', id, {});
  // What `watch` would have read.
  channel.initialized = true;
  channel.state.addMessagesSorted(
    Array.from({ length: count }, (_, n) => messageOf(id, n)),
    false,
    true,
  );
  return channel;
}

function messageOf(id: string, n: number): MessageResponse {
  const at = new Date(Date.UTC(2026, 0, 1) + n * 1_000).toISOString();
  const user = n % 2 === 0 ? { id: 'visitor', name: 'Vera' } : { id: 'agent', name: 'Ana' };
  const told = { type: 'regular' as const, created_at: at, updated_at: at, cid: `messaging:${id}` };
  return { ...told, id: `${id}-${n}`, text: `Message ${n} of ${id}`, html: '', user, status: 'received' };
}

const channels = [
  channelOf('short', 1),
  channelOf('long', Number(new URLSearchParams(location.search).get('count'))),
];

function Kit() {
  const [shown, setShown] = useState(0);
  const channel = channels[shown];
  const buttons = channels.map(({ id }, index) =>
    createElement('button', { key: id, type: 'button', onClick: () => setShown(index) }, `Open ${id}`),
  );
  const pane = createElement(
    Chat,
    { client },
    channel &&
      createElement(
        Channel,
        { channel },
        createElement(
          Window,
          null,
          isPlain ? createElement(MessageList) : createElement(VirtualizedMessageList),
        ),
      ),
  );
  return createElement(
    'div',
    { style: { height: '100vh', display: 'flex', flexDirection: 'column' } },
    buttons,
    pane,
  );
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(createElement(Kit));
