import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { findChromium } from '../../../scripts/findChromium.mjs';
import { startServer } from '../testing/harness.ts';
import { Queue } from '../testing/queue.ts';
import type { ScriptedConnection, ScriptedServer } from '../testing/scriptedServer.ts';
import type { Fact } from './browserProgram.ts';
import { addProgram, copyAdapter, makeProject, packAdapter } from './pack.mjs';

const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

type Scope = 'Window' | 'Worker' | 'SharedWorker';

/** Long enough for `findChromium` to install one, where there is none. */
const PATIENCE = 300_000;
const HOUR = 3_600_000;

let folder: string;
let site: Server;
let browser: Browser;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adapter-browsers-'));
  site = await serve(await bundleInstalled(folder));
  browser = await launch();
}, PATIENCE);

afterAll(async () => {
  await browser?.close();
  site?.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each<[Scope, Fact]>([
  ['Window', { scope: '[object Window]', hasDocument: true }],
  ['Worker', { scope: '[object DedicatedWorkerGlobalScope]', hasDocument: false }],
  ['SharedWorker', { scope: '[object SharedWorkerGlobalScope]', hasDocument: false }],
])('the adapter in a %s', { timeout: 30_000 }, (scope, itself) => {
  it('carries a query, and a subscription over a lost socket', async () => {
    const server = await startServer();
    const { facts } = await startProgram(scope, server, 0);
    expect(await facts.take()).toEqual(itself);
    const first = await server.connection();
    first.answer(await first.frame(), { departments: [] });
    expect(await facts.take()).toEqual({ query: { departments: [] } });
    await tellMessage(first, 's1', 'before');
    expect(await facts.take()).toEqual({ message: { message: 'before' } });

    first.drop();
    const second = await server.connection();
    await tellMessage(second, 's2', 'after');
    for (const state of ['waiting', 'connecting', 'open']) expect(await facts.take()).toEqual({ state });
    expect(await facts.take()).toEqual({ message: { message: 'after' } });
  });

  it('reconnects at once when the browser is online again', async () => {
    const server = await startServer();
    const { facts, page } = await startProgram(scope, server, HOUR);
    expect(await facts.take()).toEqual(itself);
    const first = await server.connection();
    first.answer(await first.frame(), { departments: [] });
    expect(await facts.take()).toEqual({ query: { departments: [] } });
    await first.started('s1');

    if (scope === 'Window') await page.context().setOffline(true);
    first.drop();
    expect(await facts.take()).toEqual({ state: 'waiting' });
    if (scope === 'Window') await page.context().setOffline(false);
    else await page.evaluate(() => new BroadcastChannel('events').postMessage('online'));
    const second = await server.connection();
    await tellMessage(second, 's2', 'after');
    for (const state of ['connecting', 'open']) expect(await facts.take()).toEqual({ state });
    expect(await facts.take()).toEqual({ message: { message: 'after' } });
  });
});

describe('without a browser', () => {
  it('these tests fail, and say what to do', async () => {
    vi.stubEnv('CHROMIUM_PATH', '/nowhere/chromium');
    onTestFinished(() => void vi.unstubAllEnvs());
    await expect(launch()).rejects.toThrow('CHROMIUM_PATH is /nowhere/chromium, where there is nothing.');
  });
});

async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), args: flags });
}

/** The program and the adapter, as it is published, in one module. */
async function bundleInstalled(folder: string): Promise<string> {
  const project = join(folder, 'project');
  await makeProject(project, await packAdapter(await copyAdapter(join(folder, 'copy'))), []);
  const entry = await addProgram(project, 'browserProgram');
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'esm', write: false });
  const [module] = outputFiles;
  if (module === undefined) throw new Error('Expected a bundle of the program, got none.');
  return module.text;
}

/** An empty page at `/`, and the program. */
async function serve(program: string): Promise<Server> {
  const server = createServer(({ url }, response) => {
    const isProgram = url?.startsWith('/program.js') ?? false;
    response.setHeader('content-type', isProgram ? 'text/javascript' : 'text/html');
    response.end(isProgram ? program : '<!doctype html><title>The adapter in a browser</title>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Opens a page, and in it runs the program in its window or in a worker. The test closes it. */
async function startProgram(
  scope: Scope,
  { url }: ScriptedServer,
  retryWait: number,
): Promise<{ facts: Queue<unknown>; page: Page }> {
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const facts = new Queue<unknown>();
  page.on('pageerror', error => facts.put(error));
  await page.exposeFunction('tellTest', (fact: unknown) => facts.put(fact));
  await page.goto(originOf(site));
  await page.evaluate(listenAndStart, {
    scope,
    program: `/program.js?${new URLSearchParams({ url, retryWait: String(retryWait) })}`,
  });
  return { facts, page };
}

/** Runs in the page. */
function listenAndStart({ scope, program }: { scope: Scope; program: string }): void {
  const tell = (fact: unknown): void => Reflect.get(globalThis, 'tellTest')(fact);
  new BroadcastChannel('facts').onmessage = ({ data }) => tell(data);
  if (scope === 'Window') {
    const script = document.createElement('script');
    script.type = 'module';
    script.src = program;
    document.head.append(script);
    return;
  }
  const worker =
    scope === 'Worker'
      ? new Worker(program, { type: 'module' })
      : new SharedWorker(program, { type: 'module' });
  worker.onerror = ({ message }) => tell(`The worker failed: ${message}`);
}

/** Answers the start of the subscription, and gives it a message. */
async function tellMessage(connection: ScriptedConnection, id: string, message: string): Promise<void> {
  await connection.started(id);
  connection.data(id, { message });
}

function originOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('Expected a port, got none.');
  return `http://127.0.0.1:${address.port}/`;
}
