/** What a browser without script remembers and does, over real HTTP: cookies by host and path, redirects one by one. */
export interface Visitor {
  /** Opens an address and follows its redirects; `until` stops before an address is opened. */
  open(address: string, until?: (address: URL) => boolean): Promise<Visited>;
  /** Sends a form of the page that was opened last. */
  send(address: string, fields: Record<string, string>, until?: (address: URL) => boolean): Promise<Visited>;
  cookie(name: string): string | undefined;
  setCookie(name: string, value: string, path: string): void;
}

export interface Visited {
  /** Where the visitor is, or was to go when `until` stopped. */
  url: URL;
  status: number;
  headers: Headers;
  text: string;
}

interface Cookie {
  name: string;
  value: string;
  host: string;
  path: string;
  attributes: string;
}

const MOST_REDIRECTS = 15;

export function createVisitor(origin: string, headers: Record<string, string> = {}): Visitor {
  let jar: Cookie[] = [];
  let here = new URL(origin);

  const keep = (url: URL, line: string) => {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const name = pair.slice(0, pair.indexOf('='));
    const value = pair.slice(pair.indexOf('=') + 1);
    const of = (key: string) =>
      attributes.find((text) => text.toLowerCase().startsWith(`${key}=`))?.slice(key.length + 1);
    const path = of('path') ?? '/';
    jar = jar.filter((kept) => !(kept.name === name && kept.path === path && kept.host === url.hostname));
    const isOver = of('max-age') === '0' || /1970/.test(of('expires') ?? '');
    if (!isOver) jar.push({ name, value, host: url.hostname, path, attributes: attributes.join('; ') });
  };
  const sent = (url: URL): string =>
    jar
      .filter(
        ({ host, path }) => host === url.hostname && `${url.pathname}/`.startsWith(path.replace(/\/?$/, '/')),
      )
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');

  async function go(address: URL, init: RequestInit, until?: (address: URL) => boolean): Promise<Visited> {
    let url = address;
    let request = init;
    for (let step = 0; step < MOST_REDIRECTS; step += 1) {
      if (until?.(url)) return { url, status: 0, headers: new Headers(), text: '' };
      const response = await fetch(url, {
        ...request,
        redirect: 'manual',
        headers: { ...headers, ...(request.headers as Record<string, string>), cookie: sent(url) },
      });
      for (const line of response.headers.getSetCookie()) keep(url, line);
      here = url;
      const location = response.headers.get('location');
      if (location === null) {
        return { url, status: response.status, headers: response.headers, text: await response.text() };
      }
      await response.body?.cancel();
      url = new URL(location, url);
      request = {};
    }
    throw new Error(`more than ${MOST_REDIRECTS} redirects, last to ${url}`);
  }

  return {
    open: (address, until) => go(new URL(address, here), {}, until),
    send: (address, fields, until) =>
      go(
        new URL(address, here),
        { method: 'POST', body: new URLSearchParams(fields), headers: { origin: here.origin } },
        until,
      ),
    cookie: (name) => jar.find((kept) => kept.name === name)?.value,
    setCookie: (name, value, path) => keep(here, `${name}=${value}; path=${path}`),
  };
}
