import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What the proxy sent. */
export type Received = { method: string; path: string; headers: IncomingMessage['headers']; body: string };

/** Answers one request; left out, nothing is answered. */
export type Script = (response: ServerResponse, request: Received) => void;

/** A Zendesk that says exactly what a test wants. Its secrets are made at run time, so that they can be searched for. */
export type FakeZendesk = Awaited<ReturnType<typeof startFakeZendesk>>;

export function json(status: number, body: unknown): Script {
  return response => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

export function html(status: number): Script {
  return response => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  };
}

/** Answers one after the other, and with the last from then on. */
export function inOrder(...steps: [Script, ...Script[]]): Script {
  let next = 0;
  return (response, request) => {
    const step = steps[Math.min(next, steps.length - 1)] ?? steps[0];
    next += 1;
    step(response, request);
  };
}

/** A server's ways to fail that are no answer at all, and those that are a useless one. */
export type Breakage =
  | 'nothing'
  | 'silence'
  | 'slow'
  | 'half'
  | 'endless'
  | 'redirect'
  | 'empty'
  | 'not json'
  | 'html'
  | '500';

export function breakage(kind: Breakage): Script {
  const scripts: Record<Breakage, Script> = {
    nothing: response => response.destroy(),
    silence: () => undefined,
    slow: response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    },
    half: response => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"data":', () => response.destroy());
    },
    endless: response => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const more = () => void (response.destroyed || response.write(' '.repeat(65_536), more));
      more();
    },
    redirect: response => response.writeHead(307, { location: '/elsewhere' }).end(),
    empty: json(200, {}),
    'not json': response => response.writeHead(200, { 'content-type': 'application/json' }).end('{"data'),
    html: html(200),
    '500': html(500),
  };
  return scripts[kind];
}

export async function startFakeZendesk() {
  const secrets = {
    clientSecret: randomBytes(32).toString('hex'),
    accessToken: randomBytes(32).toString('hex'),
    refreshToken: randomBytes(32).toString('hex'),
    code: randomBytes(32).toString('hex'),
  };
  const session = {
    websocket_url: `ws://127.0.0.1:9/stream/0.1/graphql/8b40lm:${randomBytes(5).toString('hex')}`,
    session_id: '8b40lm',
    client_id: '9012841289',
  };
  const token = {
    access_token: secrets.accessToken,
    refresh_token: secrets.refreshToken,
    token_type: 'Bearer',
    scope: 'read write chat',
    expires_in: 36_000,
  };
  const received: Received[] = [];
  const scripts: Record<string, Script> = {
    '/oauth2/chat/token': json(200, token),
    '/graphql/request': json(200, { data: { startAgentSession: session } }),
  };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [path = ''] = (request.url ?? '').split('?');
    const { method = '', headers } = request;
    const entry = { method, path, headers, body: await text(request) };
    received.push(entry);
    const script = scripts[path] ?? json(404, {});
    script(response, entry);
  };
  const server = createServer((request, response) => void answer(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    secrets,
    session,
    token,
    received,
    onToken(script: Script) {
      scripts['/oauth2/chat/token'] = script;
    },
    onApi(script: Script) {
      scripts['/graphql/request'] = script;
    },
    on(path: string, script: Script) {
      scripts[path] = script;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
