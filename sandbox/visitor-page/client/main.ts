import { part } from '../../pages/client/element.ts';
import { Outgoing } from './outgoing.ts';
import { type Rendering, Transcript } from './transcript.ts';
import { TypingNotice } from './typingNotice.ts';
import { VisitorLink } from './visitorLink.ts';
import { Widget } from './widget.ts';

const RENDERING_KEY = 'sandbox-rendering';

const message = part('message', HTMLTextAreaElement);
const nameField = part('visitor-name', HTMLInputElement);
const department = part('department', HTMLSelectElement);
const rendering = part('rendering', HTMLSelectElement);

let hasEnded = false;
const widget = new Widget();
const transcript = new Transcript(part('log', HTMLElement), value =>
  outgoing.send(value, () => link.click(value)),
);
const outgoing = new Outgoing(transcript);
const link = new VisitorLink({
  onConnected: connected => widget.showConnected(connected),
  onView: view => {
    hasEnded = view.chat === 'ended';
    if (hasEnded) transcript.retire();
    widget.showView(view);
  },
  onLines: (start, lines) => {
    if (start === 0) transcript.clear();
    for (const line of lines) if (line.from === 'visitor') outgoing.settle(line.text);
    transcript.add(lines);
    if (hasEnded) transcript.retire();
    if (start > 0) widget.noteLines(lines);
  },
  onForgotten: () => {
    transcript.beginWith(
      'The sandbox began anew and knows nothing of earlier messages. You are a new visitor.',
    );
  },
});
const typing = new TypingNotice(text => void ignoreFailure(link.type(text)));

part('composer', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault();
  const text = message.value.trim();
  if (text === '') return;
  message.value = '';
  fitHeight();
  typing.reset();
  outgoing.send(text, async () => {
    await introduce();
    await link.say(text);
  });
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
part('new-chat', HTMLButtonElement).addEventListener('click', () => widget.beginNewChat());

rendering.value = sessionStorage.getItem(RENDERING_KEY) ?? 'widget';
rendering.addEventListener('change', showAsChosen);
showAsChosen();

function showAsChosen(): void {
  const chosen: Rendering = rendering.value === 'mobile' ? 'mobile' : 'widget';
  sessionStorage.setItem(RENDERING_KEY, chosen);
  transcript.showAs(chosen);
}

let introducedAs = '';
async function introduce(): Promise<void> {
  const name = nameField.value.trim();
  if (name === '' || name === introducedAs) return;
  await link.introduce({ name });
  introducedAs = name;
}

/** What fails here shows as a lost connection already. */
function ignoreFailure(promise: Promise<void>): Promise<void> {
  return promise.catch(() => undefined);
}

function fitHeight(): void {
  message.rows = Math.min(5, message.value.split('\n').length);
}
