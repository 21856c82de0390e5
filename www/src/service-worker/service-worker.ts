/**
 * Keeps one build of the page, so that it opens without a network and a shared text reaches no server.
 *
 * A build is kept whole under its own name. What its page asks for comes from that build alone until
 * the reader takes the next one, which waits.
 */
/// <reference lib="webworker" />
import { sharedText } from './shared-text.js';

declare const self: ServiceWorkerGlobalScope;

/** Every file of this build, by the name under which the page asks for it, with its hash; put in by the build. */
declare const __FILES__: Record<string, string>;
/** A hash of all files. */
declare const __BUILD__: string;

const PAGE = 'index.html';
const { scope } = self.registration;
// Other sites may live on the same origin: what is kept carries the folder in its name.
const MINE = `article-lens ${scope} `;
const CACHE = MINE + __BUILD__;

const address = (name: string): string => new URL(name, scope).href;

/** The file as this build has it: from the browser's own cache if that is no older copy, else from the server. */
async function download(name: string): Promise<Response> {
  const integrity = __FILES__[name]!;
  const url = address(name);
  return fetch(url, { integrity }).catch(() => fetch(url, { integrity, cache: 'reload' }));
}

async function keepAll(): Promise<void> {
  const cache = await caches.open(CACHE);
  await Promise.all(Object.keys(__FILES__).map(async (name) => cache.put(address(name), await download(name))));
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(MINE) && name !== CACHE).map((name) => caches.delete(name)));
}

/** A kept file; one that the browser threw away is fetched again. */
async function kept(name: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(address(name))) ?? download(name);
}

/** Hands a shared text to the page behind `#`, which browsers send to nobody. */
async function passOn(request: Request): Promise<Response> {
  const text = sharedText(await request.formData());
  return Response.redirect(address(`./#text=${encodeURIComponent(await text)}`), 303);
}

/** Which file of the build is asked for, if one is. */
function named(request: Request): string | undefined {
  const { origin, pathname, href } = new URL(request.url);
  if (request.mode === 'navigate') {
    // Whatever the query says, it is the page that is opened, and the query is its own.
    const folder = origin + pathname;
    return folder === scope || folder === address(PAGE) ? PAGE : undefined;
  }
  const name = href.startsWith(scope) ? href.slice(scope.length) : '';
  return Object.hasOwn(__FILES__, name) ? name : undefined;
}

self.addEventListener('install', (event) => event.waitUntil(keepAll()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
self.addEventListener('message', (event) => {
  if (event.data === 'take over') void self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const name = named(event.request);
  if (name === undefined) return;
  if (event.request.method === 'GET') event.respondWith(kept(name));
  else if (event.request.method === 'POST' && name === PAGE) event.respondWith(passOn(event.request));
});
