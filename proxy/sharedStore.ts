import type { Logger } from 'pino';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import { createClient } from 'redis';

/** Before every key, so that other programs may use the same Redis. */
const prefix = 'switchboard:';

/** Milliseconds: a Redis that is slower than this is as good as away, for an agent waits behind it. */
const commandTimeout = 500;
const connectTimeout = 2000;
const longestReconnectWait = 2000;

/**
 * Milliseconds. Redis is asked for a sign of life every `pingEvery`; a connection on which nothing moved for `silence` is
 * made anew: one whose other end vanished without a word would else stand for a quarter of an hour.
 */
export type LinkTimes = { pingEvery: number; silence: number };
const defaultLinkTimes: LinkTimes = { pingEvery: 10_000, silence: 25_000 };

/**
 * What replicas share so that they act as one: counts, spent states and the hand-over of a refreshed token. Nothing that
 * a request needs: each use has a way to go on, on its own replica, while Redis is away. No answer of Redis is trusted
 * further than that, and no key or value in it can be read as a token.
 */
export type SharedStore = {
  isUp(): boolean;
  /** Counts requests over a minute; in this process alone while Redis is away. */
  rateLimiter(name: string, perMinute: number): RateLimiterAbstract;
  /** Sets a key that is not there yet, for `ms`; false when it is there. @throws when Redis is away. */
  claim(key: string, value: string, ms: number): Promise<boolean>;
  /** Lets go of a key as long as it holds `value`. @throws when Redis is away. */
  release(key: string, value: string): Promise<void>;
  /** @throws when Redis is away. */
  read(key: string): Promise<string | null>;
  /** @throws when Redis is away. */
  write(key: string, value: string, ms: number): Promise<void>;
  close(): void;
};

const releaseScript =
  "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) else return 0 end";

/**
 * Connects to Redis or Valkey in the background, and goes on trying for ever when it can't be reached: it says so once
 * in the log, not at each try.
 */
export function openSharedStore(url: string, log: Logger, times = defaultLinkTimes): SharedStore {
  const client = openClient(url, times);
  tellChanges(client, log);
  const link = new PatientLink(client);
  // It ends when the store is closed while it still tries.
  client.connect().catch(() => undefined);
  return {
    isUp: () => link.isReady,
    rateLimiter: (name, perMinute) =>
      new RateLimiterRedis({
        storeClient: link,
        useRedisPackage: true,
        rejectIfRedisNotReady: true,
        keyPrefix: `${prefix}limit:${name}`,
        points: perMinute,
        duration: 60,
        // Who is refused is refused from memory until the minute is over, and costs Redis nothing.
        inMemoryBlockOnConsumed: perMinute + 1,
        insuranceLimiter: new RateLimiterMemory({ points: perMinute, duration: 60 }),
      }),
    async claim(key, value, ms) {
      const expiration = { type: 'PX', value: ms } as const;
      return (
        (await link.run(() => client.set(prefix + key, value, { condition: 'NX', expiration }))) !== null
      );
    },
    async release(key, value) {
      await link.eval(releaseScript, { keys: [prefix + key], arguments: [value] });
    },
    read: key => link.run(() => client.get(prefix + key)),
    async write(key, value, ms) {
      await link.run(() => client.set(prefix + key, value, { expiration: { type: 'PX', value: ms } }));
    },
    close() {
      if (client.isOpen) client.destroy();
    },
  };
}

function openClient(url: string, { pingEvery, silence }: LinkTimes) {
  return createClient({
    url,
    // Waiting in a queue for a Redis that is away would make every request as slow as its return.
    disableOfflineQueue: true,
    pingInterval: pingEvery,
    socket: {
      connectTimeout,
      socketTimeout: silence,
      reconnectStrategy: retries => Math.random() * Math.min(50 * 2 ** retries, longestReconnectWait),
    },
  });
}

type Client = ReturnType<typeof openClient>;
type EvalOptions = { keys: string[]; arguments: string[] };

/**
 * The client bounds the time until a command is written, not until it is answered: a Redis that is frozen would hold up
 * every request. So each command has its time here, and once one has overrun it Redis is left alone until it has
 * answered that one after all, or the connection is lost and made anew. It stands in for the client where the rate
 * limiter asks for one.
 */
class PatientLink {
  readonly #client: Client;
  #overdue = 0;

  constructor(client: Client) {
    this.#client = client;
  }

  get isReady(): boolean {
    return this.#client.isReady && this.#overdue === 0;
  }

  eval(script: string, options: EvalOptions): Promise<unknown> {
    return this.run(() => this.#client.eval(script, options));
  }

  async run<T>(command: () => Promise<T>): Promise<T> {
    if (!this.isReady) throw new Error('Expected a connection to Redis, and there is none.');
    const answer = command();
    let timer: NodeJS.Timeout | undefined;
    const timeUp = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#awaitOverdue(answer);
        reject(new Error(`Expected an answer of Redis within ${commandTimeout} ms.`));
      }, commandTimeout);
    });
    try {
      return await Promise.race([answer, timeUp]);
    } finally {
      clearTimeout(timer);
    }
  }

  #awaitOverdue(answer: Promise<unknown>): void {
    this.#overdue += 1;
    const settle = () => {
      this.#overdue -= 1;
    };
    answer.then(settle, settle);
  }
}

/** An unheard `error` would end the process. Neither the URL nor the message is logged: they may hold the password. */
function tellChanges(client: Client, log: Logger): void {
  let isAway = false;
  client.on('error', (error: unknown) => {
    if (isAway) return;
    isAway = true;
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    log.warn(
      { code: typeof code === 'string' ? code : 'unknown' },
      'Redis is away: each replica counts for itself',
    );
  });
  client.on('ready', () => {
    if (isAway) log.info('Redis is back');
    isAway = false;
  });
}
