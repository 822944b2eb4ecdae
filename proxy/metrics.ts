import type { Revocation } from './revocation.ts';

/** Seconds; the proxy's own work is milliseconds, a call to Zendesk up to its timeout. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Names that become a label as they are; any other would let Zendesk's answers grow the number of series. */
const knownErrorNames = new Set([
  'UNAUTHORIZED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'MAX_SUB',
  'GRAPHQL_EXEC_ERROR',
  'GRAPHQL_SUB_START_ERROR',
  'UPSTREAM_TIMEOUT',
  'UPSTREAM_UNREACHABLE',
  'UPSTREAM_BAD_ANSWER',
]);

type Latency = { counts: number[]; sum: number; count: number };

/** What this process has done since it started. Each replica has its own; the scraper sums them. */
export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #latencies = new Map<string, Latency>();
  readonly #upstreamErrors = new Map<string, number>();
  readonly #signInErrors = new Map<string, number>();
  readonly #refreshes = new Map<string, number>();
  readonly #revocations = new Map<string, number>();

  /** `route` is one of a fixed few, never a path as it came. */
  countRequest(route: string, method: string, status: number, seconds: number): void {
    add(this.#requests, `route="${route}",method="${method}",status="${status}"`);
    const latency = this.#latencies.get(route) ?? { counts: buckets.map(() => 0), sum: 0, count: 0 };
    this.#latencies.set(route, latency);
    buckets.forEach((most, i) => {
      if (seconds <= most) latency.counts[i] = (latency.counts[i] ?? 0) + 1;
    });
    latency.sum += seconds;
    latency.count += 1;
  }

  countUpstreamError(name: string): void {
    add(this.#upstreamErrors, `name="${knownErrorNames.has(name) ? name : 'other'}"`);
  }

  countSignInError(code: string): void {
    add(this.#signInErrors, `code="${code}"`);
  }

  /** `outcome` is `refreshed`, or the code of why not. */
  countRefresh(outcome: string): void {
    add(this.#refreshes, `outcome="${outcome}"`);
  }

  countRevocation(outcome: Revocation): void {
    add(this.#revocations, `outcome="${outcome}"`);
  }

  /** In Prometheus' text format 0.0.4. `isRedisUp` is left out where there is none to be up. */
  text(isRedisUp?: boolean): string {
    return [
      ...counter('switchboard_http_requests_total', 'Requests answered.', this.#requests),
      ...histogram('switchboard_http_request_duration_seconds', 'Time to answer.', this.#latencies),
      ...counter(
        'switchboard_upstream_errors_total',
        'Session starts that failed, by name.',
        this.#upstreamErrors,
      ),
      ...counter('switchboard_sign_in_errors_total', 'Sign-ins that failed, by code.', this.#signInErrors),
      ...counter('switchboard_token_refreshes_total', 'Token refreshes, by outcome.', this.#refreshes),
      ...counter(
        'switchboard_revocations_total',
        'Tokens revoked at sign-out, by outcome.',
        this.#revocations,
      ),
      ...redisUp(isRedisUp),
      ...head('process_resident_memory_bytes', 'Resident memory.', 'gauge'),
      `process_resident_memory_bytes ${process.memoryUsage.rss()}`,
      ...head('process_start_time_seconds', 'Start of the process, UNIX seconds.', 'gauge'),
      `process_start_time_seconds ${(Date.now() / 1000 - process.uptime()).toFixed(3)}`,
      '',
    ].join('\n');
  }
}

function add(counts: Map<string, number>, labels: string): void {
  counts.set(labels, (counts.get(labels) ?? 0) + 1);
}

function head(name: string, help: string, type: 'counter' | 'gauge' | 'histogram'): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function counter(name: string, help: string, counts: Map<string, number>): string[] {
  return [
    ...head(name, help, 'counter'),
    ...[...counts].map(([labels, count]) => `${name}{${labels}} ${count}`),
  ];
}

function redisUp(isUp: boolean | undefined): string[] {
  if (isUp === undefined) return [];
  const name = 'switchboard_redis_up';
  const help = '1 while replicas share limits and locks through Redis, 0 while each is on its own.';
  return [...head(name, help, 'gauge'), `${name} ${isUp ? 1 : 0}`];
}

function histogram(name: string, help: string, latencies: Map<string, Latency>): string[] {
  const series = [...latencies].flatMap(([route, { counts, sum, count }]) => [
    ...counts.map((below, i) => `${name}_bucket{route="${route}",le="${buckets[i]}"} ${below}`),
    `${name}_bucket{route="${route}",le="+Inf"} ${count}`,
    `${name}_sum{route="${route}"} ${sum.toFixed(6)}`,
    `${name}_count{route="${route}"} ${count}`,
  ]);
  return [...head(name, help, 'histogram'), ...series];
}
