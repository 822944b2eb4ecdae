/** Where the sandbox listens, and nowhere else. */
export const HOST = '127.0.0.1';

const SAME_PLACE: readonly string[] = [HOST, 'localhost'];

/**
 * Takes only what means this machine alone.
 * @throws Error that says why the sandbox listens nowhere else
 */
export function demandLoopback(host: string): void {
  if (SAME_PLACE.includes(host)) return;
  throw new Error(
    `The sandbox listens on ${HOST} only, not on "${host}": whoever reaches it reads every chat and pulls every lever, for its token is public. To show it to others, put a proxy with a sign-in before it.`,
  );
}
