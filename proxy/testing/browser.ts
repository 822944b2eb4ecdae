/** What a browser would make of the proxy's cookies and redirects, without following any. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every answer's headers and body, for searching. */
  readonly seen: string[] = [];
  readonly #address: string;
  readonly #origin: string;

  /** `address` is where the server is, `origin` where the browser believes to be. */
  constructor(address: string, origin: string) {
    this.#address = address;
    this.#origin = origin;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.send('GET', path, headers);
  }

  /** As a page of the same origin posts. */
  post(path: string): Promise<Response> {
    return this.send('POST', path, { origin: this.#origin, 'sec-fetch-site': 'same-origin' });
  }

  async send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Response> {
    const response = await fetch(this.#address + path, {
      method,
      headers: { ...this.#cookieHeader(), ...headers },
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    this.seen.push([...response.headers].join('\n'), await response.clone().text());
    return response;
  }

  /** One with the same cookies: what a thief copied, or the same browser whose requests go to another replica. */
  copy(address = this.#address): Browser {
    const copy = new Browser(address, this.#origin);
    for (const [name, value] of this.cookies) copy.cookies.set(name, value);
    return copy;
  }

  #cookieHeader(): Record<string, string> {
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split('; ');
    const [name = '', value = ''] = pair.split('=');
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
