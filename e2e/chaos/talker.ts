import type { SandboxControl, SandboxVisitor } from '../switchboard/sandboxControl.ts';
import { type Account, agentLine, visitorLine } from './reckoning.ts';

/** A visitor who talks in numbered messages, and what was said to them. */
export class Talker {
  readonly name: string;
  readonly said: string[] = [];
  /** What the agent has sent to them: the page took it. */
  readonly typed: string[] = [];
  readonly #visitor: SandboxVisitor;
  #answers = 0;

  private constructor(name: string, visitor: SandboxVisitor) {
    this.name = name;
    this.#visitor = visitor;
  }

  /** Opens the widget and says the first thing. */
  static async arrive(name: string, sandbox: SandboxControl): Promise<Talker> {
    const talker = new Talker(name, await sandbox.openVisitor({ name }));
    await talker.talk();
    return talker;
  }

  async talk(): Promise<void> {
    const text = visitorLine(this.name, this.said.length + 1);
    await this.#visitor.writes(text);
    this.said.push(text);
  }

  /** What the agent writes next to them; no text is given twice. */
  nextAnswer(): string {
    this.#answers += 1;
    return agentLine(this.name, this.#answers);
  }

  /** Both sides of the conversation, as the visitor sees them. */
  async sees(): Promise<Account> {
    return (await this.#visitor.sees()).filter(({ from }) => from !== 'system').map(({ text }) => text);
  }

  /** What the agent has sent and the visitor has not got. */
  async unheard(): Promise<Account> {
    const seen = new Set(await this.sees());
    return this.typed.filter(text => !seen.has(text));
  }
}
