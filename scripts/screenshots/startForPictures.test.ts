import { afterEach, describe, expect, it, vi } from 'vitest';
import { startForPictures } from './startForPictures.mjs';

/** Three Node processes with a loader start in seconds on a busy machine. */
const patience = 60_000;

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what pictures are taken of', { timeout: patience }, () => {
  it('is the sandbox, even where an account is configured', async () => {
    vi.stubEnv('ZENDESK_SUBDOMAIN', 'acme');
    vi.stubEnv('PUBLIC_URL', 'https://chat.example.com');
    const switchboard = await startForPictures();
    const me = await (await fetch(`${switchboard.dashboard}/auth/me`)).json();
    expect(me).toMatchObject({ mode: 'sandbox', subdomain: 'sandbox' });
    expect(await switchboard.visitor('Ada', 'hello')).toMatch(/./u);
    await switchboard.stop();
    await expect(fetch(switchboard.visitorPage)).rejects.toThrow();
    await switchboard.stop();
  });

  it('is told apart from a start that failed', async () => {
    vi.stubEnv('TRUST_PROXY', 'nonsense');
    await expect(startForPictures()).rejects.toThrow('Expected the URLs');
  });
});
