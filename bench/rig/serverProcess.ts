import { type ChildProcess, fork } from 'node:child_process';
import { type Command, isListening, type Listening } from './server/commands.ts';

/** A server in a process of its own, so that its work is not counted as the client's. It ends with this process. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #port: number;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.#port = port;
  }

  static async start(): Promise<ServerProcess> {
    const child = fork(new URL('./server/main.ts', import.meta.url), { execArgv: process.execArgv });
    const { port } = await nextListening(child);
    return new ServerProcess(child, port);
  }

  get port(): number {
    return this.#port;
  }

  /** `path` begins with the protocol: `/envelope/`, `/transport/` or `/graphql-ws/`. */
  url(path: string): string {
    return `ws://127.0.0.1:${this.#port}${path}`;
  }

  /** Sends `count` events, a multiple of 2,000, into the subscription of the socket with this path. */
  flood(path: string, count: number): void {
    this.#tell({ name: 'flood', path, count });
  }

  /** Destroys the sockets whose path begins with this. */
  drop(path: string): void {
    this.#tell({ name: 'drop', path });
  }

  /** Closes the port and destroys every socket. Gives the time (ms epoch) at which the server listens again. */
  async outage(ms: number): Promise<number> {
    this.#tell({ name: 'outage', ms });
    return (await nextListening(this.#child)).at;
  }

  stop(): void {
    this.#child.disconnect();
  }

  #tell(command: Command): void {
    this.#child.send(command);
  }
}

function nextListening(child: ChildProcess): Promise<Listening> {
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`Expected a server, its process ended with ${code}.`)));
    child.once('message', message => {
      if (isListening(message)) resolve(message);
      else reject(new Error('Expected the server to say that it listens.'));
    });
  });
}
