import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createSandbox } from './index.ts';
import { openRoom } from './testing/sandboxRoom.ts';

describe('where the sandbox listens', () => {
  it.each(['0.0.0.0', '::', '192.168.0.7', 'example.com', ''])('is not %j, and it says why', async host => {
    await expect(createSandbox({ host })).rejects.toThrow(/127\.0\.0\.1 only.*its token is public/);
  });

  it.each(['127.0.0.1', 'localhost'])('is this machine, also called %s', async host => {
    const { urls } = await openRoom({ host });
    expect(urls.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  it('is no other address of this machine', async () => {
    const { urls } = await openRoom();
    const port = Number(new URL(urls.origin).port);
    const others = Object.values(networkInterfaces())
      .flatMap(addresses => addresses ?? [])
      .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
      .map(({ address }) => address);
    for (const host of others) expect(await canConnect(host, port)).toBe(false);
    expect(await canConnect('127.0.0.1', port)).toBe(true);
  });
});

function canConnect(host: string, port: number): Promise<boolean> {
  return new Promise(resolve => {
    const stream = connect(port, host);
    stream.once('connect', () => {
      stream.destroy();
      resolve(true);
    });
    stream.once('error', () => resolve(false));
  });
}
