import { Observable, type Unsubscribe } from '../lib/observable.ts';
import type { Command } from './command.ts';

/** The commands that whatever is on the screen offers just now. */
export class CommandBoard {
  /** By id, in the order in which they were offered. */
  readonly commands = new Observable<ReadonlyMap<string, Command>>(new Map());
  /** Those, and those that were offered before: help and key settings show them, too. By id, the first known first. */
  readonly known = new Observable<ReadonlyMap<string, Command>>(new Map());

  /** Offers a command until the returned function is called; the same id offered anew takes its place. */
  offer(command: Command): Unsubscribe {
    this.commands.set(new Map(this.commands.getSnapshot()).set(command.id, command));
    this.known.set(new Map(this.known.getSnapshot()).set(command.id, command));
    return () => {
      const rest = new Map(this.commands.getSnapshot());
      if (rest.get(command.id) !== command) return;
      rest.delete(command.id);
      this.commands.set(rest);
    };
  }

  /** Does it, when it is offered and enabled; says whether it was. */
  run(id: string): boolean {
    const command = this.commands.getSnapshot().get(id);
    if (command === undefined || command.isEnabled === false) return false;
    command.run();
    return true;
  }
}

/** The commands of this page. */
export const commandBoard = new CommandBoard();
