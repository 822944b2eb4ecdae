import type { DataBody } from './envelope.ts';
import { dataBody } from './envelope.ts';
import type { Execution, PreparedOperation } from './graphql/execution.ts';
import { RowBudget } from './graphql/rowBudget.ts';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';
import type { Session } from './sessions.ts';
import type { ChatActivityArgs, Topic } from './topics.ts';
import { chatActivityTopic, messageTopic } from './topics.ts';
import type { World, WorldEvent } from './world/model.ts';
import type { WorldStore } from './worldStore.ts';

/** One subscription of one socket. */
export interface Subscriber {
  readonly session: Session;
  /** Takes what an event came to; the very same body goes to all who hear it. */
  deliver(body: DataBody): void;
}

/** Subscriptions that ask for the same, with the same variables. */
interface Feed {
  readonly operation: PreparedOperation;
  readonly topic: Topic;
  /** Of all its subscribers' sessions. */
  readonly round: number;
  readonly subscribers: Set<Subscriber>;
}

/**
 * The live subscriptions of all sockets. What an event comes to is the same for everybody who asks the
 * same, so each event is executed once for each distinct question and not once for each subscriber: two
 * hundred agents on one busy line cost one execution.
 */
export class SharedFeeds {
  readonly #execution: Execution;
  readonly #limits: Limits;
  readonly #feeds = new Map<string, Feed>();
  readonly #stopListening: () => void;

  constructor(store: WorldStore, execution: Execution, limits: Limits) {
    this.#execution = execution;
    this.#limits = limits;
    this.#stopListening = store.listen((event, world) => this.#hear(event, world));
  }

  /**
   * From the moment this returns the subscriber hears what happens. Gives what ends it.
   * @throws Refusal GRAPHQL_SUB_START_ERROR
   */
  join(operation: PreparedOperation, subscriber: Subscriber): () => void {
    const { round } = subscriber.session;
    const key = `${round} ${JSON.stringify(operation.payload)}`;
    const feed = this.#feeds.get(key) ?? this.#newFeed(operation, round);
    this.#feeds.set(key, feed);
    feed.subscribers.add(subscriber);
    return () => {
      feed.subscribers.delete(subscriber);
      if (feed.subscribers.size === 0 && this.#feeds.get(key) === feed) this.#feeds.delete(key);
    };
  }

  /** Nobody hears anything from now on. */
  close(): void {
    this.#stopListening();
    this.#feeds.clear();
  }

  #newFeed(operation: PreparedOperation, round: number): Feed {
    return { operation, round, topic: topicOf(this.#execution, operation), subscribers: new Set() };
  }

  /** Who hears the event is settled at once; it is sent after the answer to whatever brought it about. */
  #hear(event: WorldEvent, world: World): void {
    for (const { operation, round, topic, subscribers } of this.#feeds.values()) {
      const happening = topic(event);
      if (!happening) continue;
      const hearers = [...subscribers].filter(({ session }) => happening.heardBy(session));
      if (hearers.length === 0) continue;
      queueMicrotask(() => {
        const listening = hearers.filter(subscriber => subscribers.has(subscriber));
        if (listening.length === 0) return;
        const outcome = this.#execution.run(operation, happening.root(world), {
          rows: new RowBudget(this.#limits.rowsPerEvent),
          round,
        });
        const body = dataBody(outcome);
        for (const subscriber of listening) subscriber.deliver(body);
      });
    }
  }
}

/** Runs the operation on roots that only take down which topic is asked for, and with which arguments. */
function topicOf(execution: Execution, operation: PreparedOperation): Topic {
  const asked: Topic[] = [];
  const ask = (topic: Topic) => {
    asked.push(topic);
    return null;
  };
  const outcome = execution.run(operation, {
    message: () => ask(messageTopic),
    chatActivity: (args: ChatActivityArgs) => ask(chatActivityTopic(args)),
  });
  const [topic] = asked;
  if (outcome.ok && topic) return topic;
  const reasons = 'errors' in outcome.payload ? outcome.payload.errors.map(error => error.message) : [];
  throw new Refusal(
    'GRAPHQL_SUB_START_ERROR',
    reasons.join(' ') || 'The subscription selects no root field.',
  );
}
