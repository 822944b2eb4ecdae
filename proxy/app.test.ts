import { expect, it } from 'vitest';
import { createApp } from './app.ts';
import { readConfig } from './config.ts';
import { createLog } from './requestLog.ts';

it('a defect is answered with 500 and the request’s id; its message stays inside', async () => {
  const lines: string[] = [];
  const broken = new Map<string, never>();
  broken.get = () => {
    throw new Error('the inside of the server');
  };
  const config = readConfig({ SWITCHBOARD_SANDBOX_URL: 'http://127.0.0.1:4100' });
  const app = createApp({
    config,
    files: broken,
    log: createLog('error', { write: line => void lines.push(line) }),
    limits: config.rateLimits,
    upstream: { timeout: 1000 },
  });
  const answer = await app.request('/');
  const requestId = answer.headers.get('x-request-id') ?? '';
  expect(answer.status).toBe(500);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(await answer.json()).toEqual({
    error: {
      name: 'INTERNAL_ERROR',
      message: `This is a defect of the server. Request ${requestId}.`,
      uuid: null,
    },
  });
  expect(lines).toEqual([expect.stringContaining(requestId)]);
  expect(lines.join('')).toContain('app.test.ts');
  expect(lines.join('')).not.toContain('the inside');
});
