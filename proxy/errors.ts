import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** What every failing JSON route answers. `uuid` is Zendesk's, for its support, or null. */
export type ErrorAnswer = { error: { name: string; message: string; uuid: string | null } };

/** Zendesk, or the way to it, failed. `name` is Zendesk's own where it gave one, else one of `UPSTREAM_*`. */
export class UpstreamError extends Error {
  override readonly name = 'UpstreamError';
  readonly errorName: string;
  readonly uuid: string | null;

  constructor(errorName: string, message: string, uuid: string | null = null) {
    super(message);
    this.errorName = errorName;
    this.uuid = uuid;
  }

  static is(value: unknown): value is UpstreamError {
    return value instanceof UpstreamError;
  }
}

/** Answers with an {@link ErrorAnswer}. */
export function errorAnswer(
  c: Context,
  status: ContentfulStatusCode,
  name: string,
  message: string,
  uuid: string | null = null,
): Response {
  return c.json<ErrorAnswer>({ error: { name, message, uuid } }, status);
}
