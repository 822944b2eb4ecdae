import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, openRoom } from '../../../sandbox/testing/sandboxRoom.ts';
import { copyAdapter, makeProject, packAdapter } from '../packaging/pack.mjs';
import { Program } from '../testing/program.ts';

/** A program as the README prints it, under a heading that says what to install for it. */
interface Example {
  readonly title: string;
  readonly packages: readonly string[];
  readonly code: string;
}

const ADAPTER = 'graphql-ws-adapter-custom';
const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const EXAMPLES = [...README.matchAll(/^### (.+): `npm install (.+)`\n```js\n([\s\S]+?)^```$/gm)].map(
  toExample,
);

function toExample([, title = '', packages = '', code = '']: RegExpExecArray): Example {
  return { title, packages: packages.split(' '), code };
}

let folder: string;
/** The package as npm would publish it: a reader has no source to fall back to, and no old build. */
let tarball: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'adapter-readme-'));
  tarball = await packAdapter(await copyAdapter(join(folder, 'copy')));
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the README', () => {
  test('has three programs, and no other code', () => {
    expect(EXAMPLES.map(({ title }) => title)).toEqual(['Plain Node', 'Apollo Client 4', 'urql']);
    expect(README.match(/^```./gm)).toHaveLength(3);
    for (const { code } of EXAMPLES) expect(code.trimEnd().split('\n').length).toBeLessThanOrEqual(30);
  });

  test.each(EXAMPLES)(
    'has a program that runs as it is printed: $title',
    { timeout: 60_000 },
    async example => {
      const { urls, control } = await openRoom();
      const cwd = await install(example);
      const env = { ZENDESK_CHAT_API_URL: urls.api, ZENDESK_ACCESS_TOKEN: 'sandbox-token' };
      const program = new Program(['watch.mjs'], { cwd, env });
      const departments = ['Shipping', 'Billing', 'Returns', 'Legal', 'Sales'];
      expect(await program.lines(5)).toEqual(departments.map(name => `${name} is ONLINE`));

      const subscriptions = () => eventually(() => control.state().subscriptions);
      await subscriptions().toBe(1);
      const ada = control.openVisitor({ name: 'Ada' });
      control.write(ada, 'Hello');
      expect(await program.line()).toBe('Ada: Hello');

      const fault = { name: 'GRAPHQL_EXEC_ERROR', reason: '' } as const;
      control.fault({ kind: 'refuse-connections', ...fault });
      control.fault({ kind: 'drop-socket', ...fault });
      await subscriptions().toBe(0);
      control.clearFaults();
      await subscriptions().toBe(1);
      control.write(ada, 'Still there?');
      expect(await program.line()).toBe('Ada: Still there?');
    },
  );
});

/** A project with the program and with the packages that its heading names. */
async function install({ title, packages, code }: Example): Promise<string> {
  expect(packages).toContain(ADAPTER);
  const project = join(folder, title);
  await makeProject(
    project,
    tarball,
    packages.filter(name => name !== ADAPTER),
  );
  await writeFile(join(project, 'watch.mjs'), code);
  return project;
}
