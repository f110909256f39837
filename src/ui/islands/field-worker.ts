/*
 * The service worker of 現場メモ: without a network the page opens as it was kept, without anybody's name, with the styles
 * and scripts that it loads. Nothing else is kept, and no other page is touched.
 */
interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface AskingEvent extends LastingEvent {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** As the standard has it (Service Workers, ServiceWorkerGlobalScope). */
const worker = globalThis as unknown as {
  registration: { scope: string };
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: never) => void): void;
};

const SCOPE = worker.registration.scope;
const SHELL = `${SCOPE}/shell`;
/** Built files have their content in their name, the colours of the town in their address. */
const LOADED = /(?:href|src)="([^"]*(?:\/assets\/|\/theme\.css)[^"]*)"/g;

/** Keeps the page as it is now with all that it loads; what it does not load any more goes. */
async function keep(): Promise<void> {
  const answer = await fetch(SHELL, { credentials: 'same-origin' });
  // Who is not signed in gets another page.
  if (!answer.ok || answer.redirected) return;
  const text = await answer.clone().text();
  const loaded = new Set([...text.matchAll(LOADED)].map(([, address = '']) => new URL(address, SHELL).href));
  const cache = await caches.open(SCOPE);
  const kept = new Set((await cache.keys()).map(({ url }) => url));
  await cache.addAll([...loaded].filter((url) => !kept.has(url)));
  await cache.put(SHELL, answer);
  for (const url of kept) if (url !== SHELL && !loaded.has(url)) await cache.delete(url);
}

/** The page that is there now, else the one that was kept. */
async function page(event: AskingEvent): Promise<Response> {
  try {
    const answer = await fetch(event.request);
    if (answer.ok) event.waitUntil(keep().catch(() => {}));
    return answer;
  } catch (error) {
    const kept = await caches.match(SHELL);
    if (kept) return kept;
    throw error;
  }
}

const keptOr = async (request: Request): Promise<Response> =>
  (await caches.match(request.url)) ?? fetch(request);

worker.addEventListener('install', (event: LastingEvent) => {
  event.waitUntil(keep().then(() => worker.skipWaiting()));
});
worker.addEventListener('activate', (event: LastingEvent) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event: AskingEvent) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const { origin, pathname } = new URL(request.url);
  if (request.mode === 'navigate' && origin + pathname === SCOPE) event.respondWith(page(event));
  else if (/\/assets\/|\/theme\.css$/.test(pathname)) event.respondWith(keptOr(request));
});
