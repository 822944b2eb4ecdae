import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FakeZendesk, startFakeZendesk } from './testing/fakeZendesk.ts';
import { findProgram, freePort, startProgram, stopProgram } from './testing/systemProgram.ts';
import { accountAt, startTestProxy } from './testing/testProxy.ts';

/** Bundling and starting programs takes seconds on a busy machine. */
const patience = 60_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const deploy = (name: string) => readFile(join(root, 'deploy', name), 'utf8');

let folder: string;
let zendesk: FakeZendesk;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-deploy-'));
  zendesk = await startFakeZendesk();
});

afterEach(async () => {
  await zendesk.close();
  await rm(folder, { recursive: true });
});

async function runNode(args: string[], input?: string): Promise<string> {
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`Expected node ${args.join(' ')} to end well, it ended with ${code}.`);
  return output;
}

describe('the container', { timeout: patience }, () => {
  it('runs as nobody special, from the two things that it copies, writes nothing and ends well', async () => {
    const [, , finalStage = ''] = (await deploy('Containerfile')).split(/^FROM /m);
    expect(finalStage).toMatch(/^USER 1000:1000$/m);
    await runNode(['deploy/bundle.mjs', join(folder, 'src/build')]);
    await mkdir(join(folder, 'src/dist/assets'), { recursive: true });
    await writeFile(join(folder, 'src/dist/index.html'), '<title>Switchboard</title>');
    await writeFile(join(folder, 'src/dist/assets/app.js'), 'f()');
    const copies = [...finalStage.matchAll(/^COPY --from=build (\S+) (\S+)$/gm)];
    for (const [, from = '', to = ''] of copies) {
      await mkdir(dirname(join(folder, to)), { recursive: true });
      await cp(join(folder, from), join(folder, to), { recursive: true });
    }
    const files = (await readdir(join(folder, 'app'), { recursive: true })).sort();
    expect(files).toEqual([
      'dist',
      'dist/assets',
      'dist/assets/app.js',
      'dist/index.html',
      'proxy',
      'proxy/main.mjs',
    ]);

    const command = v.parse(v.array(v.string()), JSON.parse(/^CMD (\[.*\])$/m.exec(finalStage)?.[1] ?? ''));
    expect(command[0]).toBe('node');
    const variables = /^ENV (.*)$/m
      .exec(finalStage)?.[1]
      ?.split(' ')
      .map(pair => pair.split('='));
    const child = spawn(process.execPath, [join(folder, command[1] ?? '')], {
      cwd: join(folder, 'app'),
      env: {
        ...Object.fromEntries(variables ?? []),
        ...accountAt(zendesk),
        SESSION_SECRET: randomBytes(48).toString('base64'),
        PORT: '0',
        BIND_ADDRESS: '127.0.0.1',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = await listeningUrl(child.stdout);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/auth/login`, { redirect: 'manual' })).status).toBe(302);
    expect(await (await fetch(`${url}/chats/1`, { headers: { accept: 'text/html' } })).text()).toContain(
      'Switchboard',
    );
    expect(await (await fetch(`${url}/assets/app.js`)).text()).toBe('f()');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect((await readdir(join(folder, 'app'), { recursive: true })).sort()).toEqual(files);
  });

  async function listeningUrl(output: NodeJS.ReadableStream): Promise<string> {
    for await (const line of createInterface({ input: output })) {
      const { url } = v.parse(v.looseObject({ url: v.optional(v.string()) }), JSON.parse(line));
      output.resume();
      if (url) return url.replace('localhost', '127.0.0.1');
    }
    throw new Error('Expected the container’s command to listen, it ended.');
  }

  it('is built without secrets, installed packages or what is not needed to build it', async () => {
    const ignored = (await deploy('Containerfile.dockerignore')).split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.env', '.env.*', '.git', '**/node_modules']));
  });
});

describe('nginx.conf', { timeout: patience }, () => {
  const nginx = () => findProgram('nginx', 'nginx');

  async function adapted(listen: number, replica: number): Promise<string> {
    const file = join(folder, 'nginx.conf');
    const adaptedText = (await deploy('nginx.conf'))
      .replaceAll('/tmp/', `${folder}/`)
      .replaceAll(/replica-\d:3000/g, `127.0.0.1:${replica}`)
      .replace('listen 8080', `listen 127.0.0.1:${listen}`)
      .replace('/dev/stdout', `${folder}/access.log`);
    await writeFile(file, adaptedText);
    return file;
  }

  it('is accepted by nginx', async () => {
    const child = spawn(nginx(), [
      '-t',
      '-p',
      folder,
      '-e',
      'stderr',
      '-c',
      await adapted(await freePort(), 3000),
    ]);
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, said]).toEqual([0, expect.stringContaining('test is successful')]);
    expect(said).not.toContain('[warn]');
  });

  it('passes requests on with one id, keeps the metrics in and codes out of its log', async () => {
    const proxy = await startTestProxy(zendesk, { env: { TRUST_PROXY: '1' } });
    const port = await freePort();
    const file = await adapted(port, Number(new URL(proxy.url).port));
    const child = await startProgram(nginx(), [
      '-p',
      folder,
      '-e',
      'stderr',
      '-c',
      file,
      '-g',
      'daemon off;',
    ]);
    const url = `http://127.0.0.1:${port}`;
    await expect
      .poll(
        () =>
          fetch(`${url}/healthz`).then(
            ({ status }) => status,
            () => 0,
          ),
        { timeout: 10_000 },
      )
      .toBe(200);
    const code = randomBytes(32).toString('hex');
    const answer = await fetch(`${url}/auth/callback?code=${code}`, { redirect: 'manual' });
    const requestId = answer.headers.get('x-request-id') ?? '';
    expect(requestId).toMatch(/^[\da-f]{32}$/);
    expect(proxy.logLines.join('')).toContain(requestId);
    expect((await fetch(`${url}/metrics`)).status).toBe(404);
    await stopProgram(child, 'SIGTERM');
    const log = await readFile(join(folder, 'access.log'), 'utf8');
    expect(log).toContain(requestId);
    expect(log).not.toMatch(/code|callback/);
    expect(log).not.toContain(code);
    await proxy.close();
  });
});

/** The documents of a YAML file. */
async function yaml(name: string): Promise<unknown[]> {
  const json = await runNode(
    ['node_modules/yaml/bin.mjs', '--json', '--merge', '--strict'],
    await deploy(name),
  );
  return v.parse(v.array(v.unknown()), JSON.parse(json));
}

describe('compose.yaml', () => {
  it('runs three replicas that may do nothing but serve, behind nginx, with one secret for all', async () => {
    const replica = v.looseObject({
      read_only: v.literal(true),
      cap_drop: v.tuple([v.literal('ALL')]),
      environment: v.looseObject({ TRUST_PROXY: v.literal('1'), SESSION_SECRET: v.string() }),
    });
    const services = v.looseObject({
      'replica-1': replica,
      'replica-2': replica,
      'replica-3': replica,
      balancer: v.looseObject({
        read_only: v.literal(true),
        ports: v.tuple([v.literal('127.0.0.1:8080:8080')]),
      }),
      redis: v.looseObject({ profiles: v.tuple([v.literal('redis')]) }),
    });
    const [document] = await yaml('compose.yaml');
    const parsed = v.parse(v.looseObject({ services }), document);
    const hosts = (await deploy('nginx.conf')).match(/server (replica-\d)/g);
    expect(hosts).toEqual(['server replica-1', 'server replica-2', 'server replica-3']);
    expect(Object.keys(parsed.services)).toHaveLength(5);
  });

  it('has no secret in it', async () => {
    for (const name of ['compose.yaml', 'kubernetes.yaml'])
      for (const [, value = ''] of (await deploy(name)).matchAll(/(?:SECRET|TOKEN)\w*: *(.*)$/gm))
        expect(value, name).toMatch(/^\$\{/);
  });
});

describe('kubernetes.yaml', () => {
  const probe = (path: string) =>
    v.looseObject({ httpGet: v.object({ path: v.literal(path), port: v.literal('http') }) });
  const container = v.looseObject({
    envFrom: v.array(v.unknown()),
    livenessProbe: probe('/healthz'),
    readinessProbe: probe('/readyz'),
    startupProbe: probe('/healthz'),
    resources: v.object({
      requests: v.object({ cpu: v.string(), memory: v.string() }),
      limits: v.object({ memory: v.string() }),
    }),
    securityContext: v.object({
      allowPrivilegeEscalation: v.literal(false),
      readOnlyRootFilesystem: v.literal(true),
      capabilities: v.object({ drop: v.tuple([v.literal('ALL')]) }),
    }),
  });
  const pod = v.looseObject({
    automountServiceAccountToken: v.literal(false),
    securityContext: v.looseObject({ runAsNonRoot: v.literal(true), runAsUser: v.literal(1000) }),
    containers: v.tuple([container]),
  });

  it('has a deployment of three with probes, bounds and no privileges, and what leads to it', async () => {
    const documents = (await yaml('kubernetes.yaml')).map(document =>
      v.parse(v.looseObject({ kind: v.string() }), document),
    );
    expect(documents.map(({ kind }) => kind)).toEqual([
      'ConfigMap',
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'Ingress',
    ]);
    const deployment = v.object({
      spec: v.looseObject({ replicas: v.literal(3), template: v.looseObject({ spec: pod }) }),
    });
    expect(v.safeParse(deployment, documents[1]).issues).toBeUndefined();
  });
});
