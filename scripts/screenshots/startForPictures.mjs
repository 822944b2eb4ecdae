import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * @typedef {object} Switchboard
 * @property {string} dashboard
 * @property {string} visitorPage
 * @property {(name: string, text: string, more?: Record<string, string>) => Promise<string>} visitor a visitor who
 *   opens the widget and writes; gives the visitor's id
 * @property {(visitorId: string, text: string) => Promise<void>} write
 * @property {(visitorId: string) => Promise<void>} leave
 * @property {(department: string, status: string) => Promise<void>} setDepartment
 * @property {(fault: Record<string, unknown>) => Promise<void>} fault
 * @property {() => Promise<void>} reset back to the start, with no faults
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the dashboard, the proxy and a quiet sandbox on free ports, whatever account is configured here.
 *
 * @returns {Promise<Switchboard>}
 * @throws {Error} when it does not become ready; nothing is left running then
 */
export async function startForPictures() {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--no-build', '--no-env-file'], {
    env: sandboxEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const urls = await readUrls(child.stdout).catch(async error => {
    await stop(child);
    throw error;
  });
  const control = new URL('/__sandbox/', urls.visitorPage).href;
  return {
    ...urls,
    visitor: async (name, text, more = {}) => {
      const { visitor_id: id } = await post(`${control}visitors`, {
        ...(name === '' ? {} : { name }),
        ...more,
      });
      if (text !== '') await post(`${control}visitors/${encodeURIComponent(id)}/messages`, { text });
      return id;
    },
    write: (visitorId, text) =>
      post(`${control}visitors/${encodeURIComponent(visitorId)}/messages`, { text }),
    leave: visitorId => post(`${control}visitors/${encodeURIComponent(visitorId)}/leave`, {}),
    setDepartment: (department, status) =>
      post(`${control}departments/${encodeURIComponent(department)}`, { status }),
    fault: fault => post(`${control}faults`, fault),
    reset: async () => {
      await fetch(`${control}faults`, { method: 'DELETE' });
      await post(`${control}reset`, {});
    },
    stop: () => stop(child),
  };
}

/** An account's variables would make real visitors wait for a photographer. */
function sandboxEnvironment() {
  const kept = Object.entries(process.env).filter(([name]) => !/^(ZENDESK_|PUBLIC_URL$)/u.test(name));
  return {
    ...Object.fromEntries(kept),
    PORT: '0',
    SANDBOX_PORT: '0',
    SANDBOX_SCENARIO: 'quiet',
    LOG_LEVEL: 'warn',
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** @param {import('node:stream').Readable} output */
async function readUrls(output) {
  const found = { dashboard: '', visitorPage: '' };
  for await (const line of createInterface({ input: output })) {
    const [, what, url] = /(Dashboard|Visitor page)\s+(http\S+)/u.exec(line) ?? [];
    if (what === 'Dashboard') found.dashboard = url ?? '';
    if (what === 'Visitor page') found.visitorPage = url ?? '';
    if (found.dashboard !== '' && found.visitorPage !== '') break;
  }
  if (found.visitorPage === '')
    throw new Error('Expected the URLs of the dashboard and of the visitor page.');
  output.resume();
  return found;
}

/**
 * @param {string} url
 * @param {unknown} body
 */
async function post(url, body) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.json().catch(() => ({}));
}
