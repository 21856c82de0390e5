import { Readability } from '@mozilla/readability';
import DOMPurify from 'dompurify';
import { structured, type Structured } from '../blocks.js';
import { publicationDate } from '../metadata.js';

/** What a page of HTML comes to. */
export interface FromHtml {
  /** The article, headline first. */
  readonly article: Structured;
  /** Everything that is written on the page. */
  readonly whole: Structured;
  /** The lines of `whole` that `article` has not. */
  readonly dropped: readonly string[];
  /** The publication date that the page's metadata give, `YYYY-MM-DD`. */
  readonly published: string | null;
}

/** What marks a page, rather than a piece that somebody selected from one. */
const FURNITURE = 'nav, header, footer, aside, form, [role="navigation"], [role="banner"]';

/** Characters from which on an `<article>` is more than a teaser. */
const SHORTEST = 400;

/** `found` with a line before it. */
function under(headline: string, { text, blocks }: Structured): Structured {
  const shift = headline.length + 1;
  return {
    text: `${headline}\n${text}`,
    blocks: [
      { start: 0, end: headline.length, kind: 'heading', level: 1 },
      ...blocks.map((block) => ({ ...block, start: block.start + shift, end: block.end + shift })),
    ],
  };
}

/** Where the article is looked for: the one `<article>`, where a page says so itself, else everything. */
function around(page: HTMLElement): Element[] {
  const [only, second] = page.querySelectorAll('article');
  const alone = only && !second && (only.textContent ?? '').trim().length >= SHORTEST;
  return alone ? [only] : [...page.querySelectorAll('body > *')];
}

/**
 * Reduces HTML to the article in it. A piece that somebody selected is taken as it is; of a page, Readability
 * finds the article. Only text leaves this function: the document is never shown, and runs and fetches nothing.
 */
export function fromHtml(html: string): FromHtml {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const published = publicationDate(page);
  const clean = DOMPurify.sanitize(html, { WHOLE_DOCUMENT: true, RETURN_DOM: true, ADD_TAGS: ['title'] }) as unknown as HTMLElement;
  const whole = structured(clean);
  let article = whole;
  if (page.querySelector(FURNITURE) || page.title !== '') {
    const safe = clean.ownerDocument.implementation.createHTMLDocument(page.title);
    safe.body.replaceChildren(...around(clean).map((node) => safe.importNode(node, true)));
    const read = new Readability(safe, { charThreshold: 200, serializer: (node) => node }).parse() as { title: string; content: Node } | null;
    const body = read ? structured(read.content) : undefined;
    const headline = (clean.querySelector('h1')?.textContent ?? read?.title ?? '').replace(/\s+/g, ' ').trim();
    if (body && body.text !== '') article = headline === '' || body.text.startsWith(headline) ? body : under(headline, body);
  }
  const kept = new Set(article.text.split('\n'));
  return { article, whole, dropped: whole.text.split('\n').filter((line) => line !== '' && !kept.has(line)), published };
}
