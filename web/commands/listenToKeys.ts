import { isTyping } from '../lib/isTyping.ts';
import type { Unsubscribe } from '../lib/observable.ts';
import { isApple } from '../lib/platform.ts';
import type { SettingsStore } from '../settings/settingsStore.ts';
import type { Command } from './command.ts';
import type { CommandBoard } from './commandBoard.ts';
import { chordsOf, isModifier, type KeyPress, pressOf, worksWhileTyping } from './keyChord.ts';
import { type Binding, bindKeys } from './keyMap.ts';
import { KeyReader } from './keyReader.ts';

/** How long (ms) the next press of a key such as `g o` may take. */
const PATIENCE = 1_500;

/**
 * Runs the commands of a board by their keys, until the returned function is called.
 *
 * While the agent writes, only keys with Ctrl or Cmd do anything; while a dialog or a menu is open, only commands that
 * work there. Keys with Ctrl or Cmd are taken before the page's controls see them, the others after, so that a control
 * that uses a key keeps it.
 */
export function listenToKeys(board: CommandBoard, settings: SettingsStore): Unsubscribe {
  const reader = new KeyReader();
  const isMac = isApple();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const take = (event: KeyboardEvent, isEarly: boolean) => {
    const press = pressOf(event);
    if (event.defaultPrevented || isModifier(press) || holdsModifier(press, isMac) !== isEarly) return;
    clearTimeout(timer);
    const bindings = bindingsFor(
      event,
      bindKeys(board.commands.getSnapshot().values(), settings.values.getSnapshot()),
    );
    const reading = reader.read(chordsOf(press, isMac), bindings);
    if (reading.kind === 'none') return;
    event.preventDefault();
    if (isEarly) event.stopPropagation();
    if (reading.kind === 'run') return runOnce(event, reading.command);
    const { meanwhile } = reading;
    timer = setTimeout(() => {
      reader.forget();
      meanwhile?.run();
    }, PATIENCE);
  };

  const onEarly = (event: KeyboardEvent) => take(event, true);
  const onLate = (event: KeyboardEvent) => take(event, false);
  addEventListener('keydown', onEarly, { capture: true });
  addEventListener('keydown', onLate);
  return () => {
    clearTimeout(timer);
    removeEventListener('keydown', onEarly, { capture: true });
    removeEventListener('keydown', onLate);
  };
}

function holdsModifier({ ctrlKey, metaKey }: KeyPress, isMac: boolean): boolean {
  return isMac ? metaKey : ctrlKey;
}

/** A key that is held down does a thing once, unless the thing is moving on. */
function runOnce(event: KeyboardEvent, command: Command): void {
  if (!event.repeat || command.isRepeatable === true) command.run();
}

/** The bindings that count where the press goes to. */
function bindingsFor(event: KeyboardEvent, bindings: readonly Binding[]): readonly Binding[] {
  const typing = isTyping(event);
  const inDialog = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null;
  return bindings.filter(
    ({ chords, command }) =>
      (!typing || chords.every(worksWhileTyping)) && (!inDialog || command.worksInDialogs === true),
  );
}
