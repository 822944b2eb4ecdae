import { afterEach, describe, expect, it, vi } from 'vitest';

afterEach(() => {
  Reflect.deleteProperty(window, 'trustedTypes');
  vi.resetModules();
});

/** The module anew: it makes its policy once. */
async function load() {
  return (await import('./workerUrl.ts')).workerUrl;
}

describe('workerUrl', () => {
  it('gives addresses of this origin whole', async () => {
    const workerUrl = await load();
    expect(workerUrl('/service-worker.js')).toBe(`${location.origin}/service-worker.js`);
  });

  it.each([
    'https://example.com/a.js',
    'data:text/javascript,1',
    'blob:https://example.com/1',
    `blob:${location.origin}/1`,
  ])('refuses %s', async address => {
    const workerUrl = await load();
    expect(() => workerUrl(address)).toThrow(/Expected a worker of/);
  });

  it('makes the one policy once, and gives what that gives', async () => {
    const createPolicy = vi.fn((_name: string, { createScriptURL }: TrustedTypePolicyRules) => ({
      createScriptURL: (url: string) => `trusted:${createScriptURL(url)}`,
    }));
    Object.defineProperty(window, 'trustedTypes', { configurable: true, value: { createPolicy } });
    const workerUrl = await load();
    expect(workerUrl('/a.js')).toBe(`trusted:${location.origin}/a.js`);
    workerUrl('/b.js');
    expect(createPolicy.mock.calls.map(([name]) => name)).toEqual(['switchboard-workers']);
    expect(() => workerUrl('https://example.com/a.js')).toThrow(TypeError);
  });
});
