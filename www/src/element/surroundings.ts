import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & HTMLElement;

/** How far from the screen, in heights of the screen, an element begins to work, so that it is ready when it is seen. */
const AHEAD = '100%';

/** From this lightness on, 0 to 1, a colour of text is meant for a dark ground. */
const BRIGHT = 0.6;

/**
 * What the page around the element says: its language, its ground, whether that is dark, and whether the element is near
 * the screen. A page changes these in its own time, by an attribute of its root or body mostly; both are watched.
 */
export class Surroundings implements ReactiveController {
  readonly #host: Host;
  readonly #near: () => void;
  #stop = new AbortController();
  #watch: MutationObserver | undefined;
  #eye: IntersectionObserver | undefined;
  /** The language around the element, as its page has it; empty where it has none. */
  language = '';
  /** What the text around the element is meant to be read on; `undefined` where that cannot be told. */
  scheme: 'light' | 'dark' | undefined;
  /** The colour of the ground under the element; empty where the page has none of its own. */
  ground = '';
  /** Which way the element was told to be written, by its own `dir`; empty where it was not. */
  direction = '';

  /** `near` is called when the element comes near the screen for the first time after [`await`]. */
  constructor(host: Host, near: () => void) {
    this.#host = host;
    this.#near = near;
    host.addController(this);
  }

  hostConnected(): void {
    this.#stop = new AbortController();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#look(), { signal: this.#stop.signal });
    this.#watch = new MutationObserver(() => this.#look());
    for (const element of [document.documentElement, document.body as HTMLElement | null]) {
      if (element) this.#watch.observe(element, { attributes: true });
    }
    this.#watch.observe(this.#host, { attributeFilter: ['dir'] });
    this.#look();
  }

  hostDisconnected(): void {
    this.#stop.abort();
    this.#watch?.disconnect();
    this.#eye?.disconnect();
  }

  /** Waits until the element comes near the screen. */
  await(): void {
    this.#eye?.disconnect();
    this.#eye = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.#eye?.disconnect();
        this.#near();
      },
      { rootMargin: AHEAD },
    );
    this.#eye.observe(this.#host);
  }

  #look(): void {
    const parent = parentOf(this.#host);
    const language = languageAt(parent);
    const scheme = parent && schemeFor(getComputedStyle(parent).color);
    const ground = groundOf(parent);
    const direction = this.#host.dir;
    if (language === this.language && scheme === this.scheme && ground === this.ground && direction === this.direction) return;
    Object.assign(this, { language, scheme, ground, direction });
    this.#host.requestUpdate();
  }
}

function parentOf(element: Element): Element | undefined {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : undefined;
}

function languageAt(element: Element | undefined): string {
  for (let at = element; at; at = parentOf(at)) {
    const language = at.getAttribute('lang');
    if (language) return language;
  }
  return '';
}

function groundOf(element: Element | undefined): string {
  for (let at = element; at; at = parentOf(at)) {
    const { backgroundColor } = getComputedStyle(at);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return '';
}

/** The ground that text of this computed colour is meant for; nothing for the spaces of colour that hardly anybody uses. */
export function schemeFor(color: string): 'light' | 'dark' | undefined {
  const [space = '', ...rest] = color.split(/[(\s,/)]+/);
  // `color(srgb 1 0 0)` names its space first; computed colours have plain numbers.
  const [x = 0, y = 0, z = 0] = rest.map(Number).filter((number) => !Number.isNaN(number));
  const light = 0.2126 * x + 0.7152 * y + 0.0722 * z;
  const lightness = { rgb: light / 255, rgba: light / 255, color: light, oklch: x, oklab: x, lch: x / 100, lab: x / 100 }[space];
  if (lightness === undefined) return undefined;
  return lightness >= BRIGHT ? 'dark' : 'light';
}
