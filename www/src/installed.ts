import { load } from './analyzer.js';
import type { PageWords } from './locales/page-en.js';
import './installed.css';

/** How long after the analyser has come the files are fetched for later: the first text comes first. */
const PAUSE_MS = 1000;

/** Runs `work` when the page and the analyser are there and have had nothing to do for a while. */
function later(work: () => void): void {
  const rest = () =>
    setTimeout(() => {
      // Safari has no idle callback.
      if ('requestIdleCallback' in window) requestIdleCallback(work, { timeout: 5 * PAUSE_MS });
      else work();
    }, PAUSE_MS);
  const loaded = () => void load().then(rest, rest);
  if (document.readyState === 'complete') loaded();
  else addEventListener('load', loaded, { once: true });
}

/** A reload would empty the field: its text stays with this one entry of the tab's history, and nowhere else. */
function reload(field: HTMLTextAreaElement): void {
  if (field.value !== '') history.replaceState({ kept: field.value }, '');
  location.reload();
}

function restore(field: HTMLTextAreaElement): void {
  const kept: unknown = (history.state as { kept?: unknown } | null)?.kept;
  if (typeof kept !== 'string') return;
  history.replaceState(null, '');
  field.value = kept;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

/** Says that a newer build is there; it takes over when the reader wants it. */
function offer(waiting: ServiceWorker, words: PageWords): void {
  document.querySelector('.newer')?.remove();
  const line = document.createElement('p');
  line.className = 'newer';
  line.setAttribute('role', 'status');
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.newer.take;
  button.addEventListener('click', () => {
    button.disabled = true;
    waiting.postMessage('take over');
  });
  document.body.append(line);
  // A live region is read out when it changes, not when it appears.
  requestAnimationFrame(() => line.append(`${words.newer.ready} `, button));
}

async function register(words: () => PageWords): Promise<void> {
  const registration = await navigator.serviceWorker.register('./service-worker.js', { updateViaCache: 'none' });
  const tell = () => {
    // Without a controller this is the first build, and there is nothing to be newer than.
    if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting, words());
  };
  tell();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell));
}

/**
 * Keeps the page for use without a network, offers newer builds of it, and brings the text of `field`
 * over a change of builds; `words` gives the language of that moment.
 */
export function install(field: HTMLTextAreaElement, words: () => PageWords): void {
  restore(field);
  if (!('serviceWorker' in navigator)) return;
  // Every tab changes to the new build at once: none may mix the two.
  if (navigator.serviceWorker.controller) {
    navigator.serviceWorker.addEventListener('controllerchange', () => reload(field), { once: true });
  }
  // Where it cannot be kept (a private window, no room), the page works as before.
  later(() => void register(words).catch(() => {}));
}
