import { part } from './element.ts';
import type { PendingMessage } from './transcript.ts';
import { Transcript } from './transcript.ts';
import { TypingNotice } from './typingNotice.ts';
import { VisitorLink } from './visitorLink.ts';
import { Widget } from './widget.ts';

const message = part('message', HTMLTextAreaElement);
const nameField = part('visitor-name', HTMLInputElement);
const department = part('department', HTMLSelectElement);

const widget = new Widget();
const transcript = new Transcript(part('log', HTMLElement), value => void ignoreFailure(link.click(value)));
const link = new VisitorLink({
  onConnected: connected => widget.showConnected(connected),
  onView: view => widget.showView(view),
  onLines: (start, lines) => {
    if (start === 0) transcript.clear();
    for (const line of lines) if (line.from === 'visitor') settle(line.text);
    transcript.add(lines);
    if (start > 0) widget.noteLines(lines);
  },
});
const typing = new TypingNotice(text => void ignoreFailure(link.type(text)));

let underWay: PendingMessage[] = [];
/** Messages go one after the other, so that they arrive in the order they were written. */
let lastSent: Promise<void> = Promise.resolve();

void link.connect();

part('composer', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault();
  const text = message.value.trim();
  if (text === '') return;
  message.value = '';
  fitHeight();
  typing.reset();
  send(text);
});
message.addEventListener('keydown', event => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  message.form?.requestSubmit();
});
message.addEventListener('input', () => {
  fitHeight();
  typing.change(message.value);
});
part('introduction', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault();
  message.focus();
});
nameField.addEventListener('change', () => void ignoreFailure(introduce()));
department.addEventListener('change', () => {
  void ignoreFailure(link.introduce({ department: department.value }));
});
part('end-chat', HTMLButtonElement).addEventListener('click', () => void ignoreFailure(link.leave()));

function send(text: string): void {
  const pending = transcript.addPending(text, () => send(text));
  underWay.push(pending);
  lastSent = lastSent.then(async () => {
    try {
      await introduce();
      await link.say(text);
    } catch {
      underWay = underWay.filter(other => other !== pending);
      pending.fail();
    }
  });
}

/** The server has this message: what stood for it goes. */
function settle(text: string): void {
  const settled = underWay.find(pending => pending.text === text);
  settled?.remove();
  underWay = underWay.filter(pending => pending !== settled);
}

let introducedAs = '';
async function introduce(): Promise<void> {
  const name = nameField.value.trim();
  if (name === '' || name === introducedAs) return;
  await link.introduce({ name });
  introducedAs = name;
}

/** What fails here shows as `Reconnecting…` already. */
function ignoreFailure(promise: Promise<void>): Promise<void> {
  return promise.catch(() => undefined);
}

function fitHeight(): void {
  message.rows = Math.min(5, message.value.split('\n').length);
}
