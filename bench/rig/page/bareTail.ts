import { BARE_SOCKET } from './scriptedZendesk.ts';

/** Rows that the plain tail keeps. */
const ROWS = 60;

/** A page that reads the same frames and appends what the visitor `open` writes to a `div`, of which the tail stays. */
export function bareTail(open: string): string {
  return `<!doctype html><title>Bare</title>
<style>
body{margin:0;font:15px sans-serif}
[role=log]{height:640px;overflow:hidden;display:flex;flex-direction:column;justify-content:flex-end}
[data-entry]{flex:none}
</style>
<div role="log"></div>
<script>
const log = document.querySelector('[role=log]');
const socket = new WebSocket('ws://' + location.host + '${BARE_SOCKET}');
socket.onmessage = ({ data }) => {
  const { node } = JSON.parse(data).payload.data.message;
  if (node.from.id !== '${open}') return;
  const row = document.createElement('div');
  row.dataset.entry = node.id;
  row.textContent = node.content;
  log.append(row);
  if (log.childElementCount > ${ROWS}) log.firstElementChild.remove();
};
socket.onopen = () => { document.title = 'Open'; };
</script>`;
}
