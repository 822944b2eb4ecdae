import { useVirtualizer } from '@tanstack/react-virtual';
import { createElement, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/**
 * Runs in a page: see `bench/longQueue.ts`. TanStack Virtual's example of rows of one height, with rows out of the answer
 * to Channels; who writes goes to the end, and a field narrows the list.
 */
const ROW = 60;

type Row = { readonly id: string; readonly name: string };
type Frame = {
  readonly payload: {
    readonly data: {
      readonly channels?: { readonly edges: readonly { readonly node: { readonly visitor: Person } }[] };
      readonly message?: { readonly node: { readonly from: Person } };
    };
  };
};
type Person = { readonly id: string; readonly display_name: string };

let show: (change: (rows: readonly Row[]) => readonly Row[]) => void = () => undefined;

function Queue() {
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [text, setText] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  show = setRows;
  const shown = text === '' ? rows : rows.filter(({ name }) => name.includes(text));
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 5,
  });
  const items = virtualizer.getVirtualItems().map(({ key, index, start }) => {
    const style = { position: 'absolute', top: 0, height: ROW, transform: `translateY(${start}px)` } as const;
    return createElement('li', { key, style }, shown[index]?.name);
  });
  const style = { height: virtualizer.getTotalSize(), position: 'relative', margin: 0 } as const;
  return createElement(
    'div',
    null,
    createElement('input', {
      type: 'search',
      value: text,
      'aria-label': 'Find in the chats',
      onChange: event => setText(event.currentTarget.value),
    }),
    createElement('button', { type: 'button', onClick: () => setText('') }, 'Show all chats'),
    createElement(
      'div',
      { ref: scroller, style: { height: 800, width: 320, overflow: 'auto' } },
      createElement('ul', { style }, items),
    ),
  );
}

const socket = new WebSocket(`ws://${location.host}/bare`);
socket.onopen = () => {
  document.title = 'Open';
};
socket.onmessage = ({ data }: MessageEvent<string>) => {
  const frame: Frame = JSON.parse(data);
  const { channels, message } = frame.payload.data;
  if (channels !== undefined)
    show(() =>
      channels.edges.map(({ node: { visitor } }) => ({ id: visitor.id, name: visitor.display_name })),
    );
  const writer = message?.node.from.id;
  if (writer !== undefined)
    show(rows => [...rows.filter(({ id }) => id !== writer), ...rows.filter(({ id }) => id === writer)]);
};

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(createElement(Queue));
