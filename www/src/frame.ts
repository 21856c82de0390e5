import './frame.css';
import { inHash, inMessage } from './page/framed.js';

// The element comes from article-lens.js, the file that other sites load as well: see frame.html.
const lens = document.querySelector('article-lens')!;
const main = document.querySelector('main')!;
const framed = window.parent !== window;

/** Tells the page around the frame; lengths are no secret, so that any page may hear them. */
function post(message: { type: string; height?: number; top?: number }): void {
  if (framed) window.parent.postMessage(message, '*');
}

function set(name: string, value: string | null): void {
  if (value) lens.setAttribute(name, value);
  else lens.removeAttribute(name);
}

function fromAddress(): void {
  const { text, published, views, theme, ui } = inHash(location.hash);
  set('published', published);
  set('views', views);
  set('theme', theme);
  set('ui', ui);
  if (theme === 'light' || theme === 'dark') document.querySelector<HTMLMetaElement>('meta[name="color-scheme"]')!.content = theme;
  if (ui) document.documentElement.lang = ui;
  // Another language lies beside the element; without it the words stay English.
  if (ui?.startsWith('de')) void import(/* @vite-ignore */ new URL('./article-lens-de.js', document.baseURI).href).catch(() => undefined);
  if (text !== null) lens.text = text;
}

let height = 0;
new ResizeObserver(() => {
  const now = Math.ceil(main.getBoundingClientRect().height);
  if (now === height) return;
  height = now;
  post({ type: 'article-lens:resize', height });
}).observe(main);

// A frame as high as what is in it does not scroll: only the page around it can go to the words that a finding leads to.
addEventListener('focusin', (event) => {
  const [place] = event.composedPath();
  const scrolls = document.documentElement.scrollHeight > innerHeight + 1;
  if (scrolls || !(place instanceof HTMLElement) || !place.matches('mark, .evidence')) return;
  post({ type: 'article-lens:show', top: Math.round(place.getBoundingClientRect().top) });
});

addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
  if (!framed || source !== window.parent) return;
  try {
    const asked = inMessage(data);
    if (!asked) return;
    set('published', asked.published);
    set('views', asked.views);
    lens.text = asked.text;
  } catch (error) {
    console.warn(`Article Lens: ${(error as Error).message}`);
  }
});
addEventListener('hashchange', fromAddress);

fromAddress();
post({ type: 'article-lens:ready' });
