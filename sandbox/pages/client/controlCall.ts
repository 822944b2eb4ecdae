import * as v from 'valibot';

const refusalSchema = v.object({ error: v.string() });

/**
 * Sends a control call and gives the decoded JSON of its answer.
 * @throws Error with the sandbox's own sentence when it is refused
 */
export async function call(method: 'DELETE' | 'POST', path: string, body: unknown = {}): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const content: unknown = await answer.json();
  if (answer.ok) return content;
  const refusal = v.safeParse(refusalSchema, content);
  throw new Error(refusal.success ? refusal.output.error : `${path} was answered with ${answer.status}.`);
}
