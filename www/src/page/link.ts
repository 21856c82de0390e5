import type { Correction } from '../../../pkg/article_lens.js';
import type { Edits } from '../findings.js';

/** What a link brings. */
export interface Shared {
  readonly edits: Edits;
  /** The article, where the link has it. */
  readonly text: string | null;
  /** A mark of the article's words, by which it is known again. */
  readonly mark: string;
}

/** Longest link that most mail and chat programs leave whole, in characters. */
export const SAFE_LENGTH = 2000;

const VERSION = '1';

/** What went wrong with a link. */
export class LinkError extends Error {}

async function through(bytes: Uint8Array, stream: GenericTransformStream): Promise<Uint8Array> {
  const out = new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array>);
  return new Uint8Array(await new Response(out).arrayBuffer());
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64(words: string): Uint8Array {
  return Uint8Array.from(atob(words.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

async function digest(bytes: Uint8Array, length: number): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>));
  return toBase64(hash.slice(0, length));
}

/** A mark of the words of a text, whatever the white space between them. */
export function markOf(text: string): Promise<string> {
  return digest(new TextEncoder().encode(text.split(/\s+/).filter(Boolean).join(' ')), 9);
}

/** What stands behind `#lens=` in a link to this article, with its text or without: version, check, content. */
export async function encode({ edits, text, mark }: Shared): Promise<string> {
  const content = { p: edits.published, c: edits.corrections, m: mark, t: text };
  const bytes = await through(new TextEncoder().encode(JSON.stringify(content)), new CompressionStream('deflate-raw'));
  return `${VERSION}.${await digest(bytes, 6)}.${toBase64(bytes)}`;
}

/**
 * Reads what [`encode`] wrote.
 *
 * @throws {LinkError} where the link was cut, changed, or made by a later version.
 */
export async function decode(words: string): Promise<Shared> {
  const [version, check, content = ''] = words.split('.');
  if (version !== VERSION) throw new LinkError('version');
  try {
    const bytes = fromBase64(content);
    if ((await digest(bytes, 6)) !== check) throw new LinkError('damaged');
    const { p, c, m, t } = JSON.parse(new TextDecoder().decode(await through(bytes, new DecompressionStream('deflate-raw')))) as Record<string, unknown>;
    const edits: Edits = { published: typeof p === 'string' ? p : null, corrections: Array.isArray(c) ? (c as Correction[]) : [] };
    return { edits, text: typeof t === 'string' ? t : null, mark: typeof m === 'string' ? m : '' };
  } catch (cause) {
    throw cause instanceof LinkError ? cause : new LinkError('damaged', { cause });
  }
}
