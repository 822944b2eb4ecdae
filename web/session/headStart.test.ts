import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OwnerSearch } from '../connection/ownerSearch.ts';
import type { Port } from '../connection/port.ts';
import { earlyIdentity, earlyTab, takeHeadStart } from './headStart.ts';
import { SignIn } from './signIn.ts';

const agent = { signedIn: true, subdomain: 'acme', mode: 'zendesk', expiresAt: null };

/** What was posted to the workers that were started, and the paths that were asked for. */
let posted: unknown[];
let workers: number;
let asked: string[];

function beginPage(identity: unknown): void {
  vi.stubGlobal('fetch', async (path: unknown) => {
    asked.push(String(path));
    return Response.json(identity);
  });
  takeHeadStart();
}

beforeEach(() => {
  posted = [];
  workers = 0;
  asked = [];
  vi.stubGlobal(
    'SharedWorker',
    class {
      readonly port = { postMessage: (message: unknown) => posted.push(message), close: () => undefined };
      constructor() {
        workers += 1;
      }
    },
  );
});

afterEach(() => {
  void earlyIdentity.take();
  earlyTab.take();
  vi.unstubAllGlobals();
});

describe('the head start', () => {
  it('greets one worker, in the name of the tab that the desk is for', async () => {
    beginPage(agent);
    const early = earlyTab.take();
    const { tabId } = (await early?.claim) ?? { tabId: null };
    await vi.waitFor(() => expect(posted).toHaveLength(1));
    expect(posted).toEqual([
      { protocol: 1, message: { kind: 'hello', tabId, lock: null, status: 'ONLINE' } },
    ]);
    const ports: [Port, boolean | undefined][] = [];
    const search = new OwnerSearch({
      tabId: String(tabId),
      early: early?.worker ?? null,
      onPort: (port, isGreeted) => ports.push([port, isGreeted]),
    });
    search.start();
    expect(ports).toEqual([[early?.worker?.port, true]]);
    expect(workers).toBe(1);
    search.dispose();
  });

  it('asks once who is signed in, for the sign-in too; the next check asks anew', async () => {
    beginPage(agent);
    const signIn = new SignIn();
    await signIn.check();
    expect(signIn.state.getSnapshot()).toEqual({ kind: 'signedIn', identity: agent });
    expect(asked).toEqual(['/auth/me']);
    await signIn.check();
    expect(asked).toEqual(['/auth/me', '/auth/me']);
  });

  it('opens no connection while nobody is signed in', async () => {
    beginPage({ signedIn: false });
    await Promise.all([earlyIdentity.take(), earlyTab.take()?.claim]);
    await new Promise(resolve => setTimeout(resolve));
    expect(posted).toEqual([]);
  });

  it('leaves it to the sign-in to say that the proxy is away', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    takeHeadStart();
    const signIn = new SignIn();
    await signIn.check();
    expect(signIn.state.getSnapshot()).toEqual({ kind: 'unreachable' });
  });

  it('looks elsewhere when the worker could not be run', async () => {
    beginPage(agent);
    const worker = earlyTab.take()?.worker ?? null;
    worker?.worker.onerror?.call(worker.worker, new ErrorEvent('error'));
    const onPort = vi.fn<(port: Port) => void>();
    const search = new OwnerSearch({ tabId: 'tab', early: worker, onPort });
    search.start();
    await vi.waitFor(() => expect(onPort).toHaveBeenCalledOnce(), 4_000);
    expect(onPort.mock.calls[0]?.[0]).not.toBe(worker?.port);
    search.dispose();
  });
});
