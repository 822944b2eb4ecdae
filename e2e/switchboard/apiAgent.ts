import { once } from 'node:events';
import { WebSocket } from 'ws';

/** An agent who speaks to the sandbox by the API alone, as the token `sandbox-token` lets anybody. */
export class ApiAgent {
  static readonly #connected = new Set<ApiAgent>();
  readonly #socket: WebSocket;
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Starts a session, which ends any other of the first demo agent. */
  static async start(sandboxOrigin: string): Promise<ApiAgent> {
    const query = 'mutation { startAgentSession(access_token: "sandbox-token") { websocket_url } }';
    const answer = await fetch(`${sandboxOrigin}/graphql/request`, {
      method: 'POST',
      body: JSON.stringify({ query }),
    });
    const [url] = /ws:[^"]+/.exec(await answer.text()) ?? [];
    if (url === undefined) throw new Error('Expected startAgentSession to give a websocket_url.');
    const socket = new WebSocket(url);
    await once(socket, 'open');
    const agent = new ApiAgent(socket);
    ApiAgent.#connected.add(agent);
    return agent;
  }

  /** Does something in the latest chat; `$c` is its channel. Throws when it is refused. */
  async inLatestChat(mutation: string): Promise<void> {
    const channels = await this.#request('{ channels { edges { node { id } } } }', {});
    const ids = [...channels.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    await this.#request(`mutation($c: ID!) { ${mutation} { success } }`, { c: ids.at(-1) });
  }

  /** For the end of a test. */
  static disconnectAll(): void {
    for (const agent of ApiAgent.#connected) agent.#socket.close();
    ApiAgent.#connected.clear();
  }

  /** Gives the payload of the answer as text. */
  async #request(query: string, variables: Readonly<Record<string, unknown>>): Promise<string> {
    this.#lastId += 1;
    const id = `api-agent-${this.#lastId}`;
    const answer = new Promise<string>(resolve => {
      const look = (data: Buffer) => {
        const text = data.toString();
        if (!text.includes(`"${id}"`)) return;
        this.#socket.off('message', look);
        resolve(text);
      };
      this.#socket.on('message', look);
    });
    this.#socket.send(JSON.stringify({ payload: { query, variables }, type: 'request', id }));
    const text = await answer;
    if (text.includes('"errorCode"')) throw new Error(`${query} was refused: ${text}`);
    return text.replace(`"id":"${id}"`, '');
  }
}
