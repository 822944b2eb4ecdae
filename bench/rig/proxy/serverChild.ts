import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Linux counts a process's time in hundredths of a second. */
const TICKS_A_SECOND = 100;

/** A Node server in a process of its own, whose time on the processor can be told from the client's. */
export class ServerChild {
  readonly port: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.#child = child;
    this.port = port;
  }

  /** `file` is a path in the checkout. The server says `{port}` over the channel when it listens; its log is thrown away. */
  static async start(file: string, env: Record<string, string> = {}): Promise<ServerChild> {
    const { PATH = '' } = process.env;
    const loader = file.endsWith('.ts') ? ['--import', 'tsx'] : [];
    const child = spawn(process.execPath, [...loader, file], {
      cwd: root,
      env: { PATH, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit').then(([code]) => {
      throw new Error(`Expected ${file} to listen, it ended with ${code}.`);
    });
    const [message] = await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => undefined);
    return new ServerChild(child, portIn(message));
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Seconds of the processor that it has used; undefined where the system does not tell (only Linux does). */
  cpuSeconds(): number | undefined {
    return cpuSecondsOf(this.#child.pid ?? 0);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

/** Seconds of the processor that a process has used, user and system; undefined where that is not told. */
export function cpuSecondsOf(pid: number): number | undefined {
  try {
    // The second field, the name, may have spaces; it ends with the last parenthesis.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  } catch {
    return undefined;
  }
}

function portIn(message: unknown): number {
  if (
    typeof message === 'object' &&
    message !== null &&
    'port' in message &&
    typeof message.port === 'number'
  )
    return message.port;
  throw new Error(`Expected {port} from the server, got ${JSON.stringify(message)}.`);
}
