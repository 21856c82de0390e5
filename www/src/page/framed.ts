/** What another page asks the frame to read. */
export interface Asked {
  readonly text: string;
  readonly published: string | null;
  readonly views: string | null;
}

/** What the address of the frame brings; what is missing is `null`. */
export interface InAddress {
  readonly text: string | null;
  readonly published: string | null;
  readonly views: string | null;
  readonly theme: string | null;
  readonly ui: string | null;
}

/** The type of a message with an article. */
const ARTICLE = 'article-lens:article';

const isDate = (value: unknown): value is string => typeof value === 'string' && /^[1-9]\d{3}-\d\d-\d\d$/.test(value);

/** Reads `#text=…&published=…&views=…&theme=…&ui=…`; what stands behind `#` is never sent to a server. */
export function inHash(hash: string): InAddress {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const published = given.get('published');
  return { text: given.get('text'), published: isDate(published) ? published : null, views: given.get('views'), theme: given.get('theme'), ui: given.get('ui') };
}

/**
 * Reads a message from the page around the frame: `undefined` where it is not for us.
 *
 * @throws {TypeError} where it is for us and cannot be read.
 */
export function inMessage(data: unknown): Asked | undefined {
  if (typeof data !== 'object' || data === null || (data as { type?: unknown }).type !== ARTICLE) return undefined;
  const { text, published = null, views = null } = data as Record<string, unknown>;
  if (typeof text !== 'string') throw new TypeError(`${ARTICLE} needs a string “text”.`);
  if (published !== null && !isDate(published)) throw new TypeError(`${ARTICLE} takes “published” as YYYY-MM-DD.`);
  if (views !== null && typeof views !== 'string') throw new TypeError(`${ARTICLE} takes “views” as a string.`);
  return { text, published, views };
}
