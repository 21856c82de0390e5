/** Most bytes that are read of a file; the engine reads no more than 4 MiB of text. */
const MOST = 10 * 2 ** 20;

/** What a file holds. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'html'; readonly html: string }
  /** A report that was saved before, with or without its text. */
  | { readonly kind: 'report'; readonly published: string | null; readonly corrections: unknown }
  | { readonly kind: 'unreadable'; readonly why: 'large' | 'binary' | 'json' };

/** Reads a file that was dropped or opened: plain text, HTML, or JSON of ours or with a `text`. */
export async function readFile(file: File): Promise<Content> {
  if (file.size > MOST) return { kind: 'unreadable', why: 'large' };
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text: string;
  try {
    text = decode(bytes);
  } catch {
    return { kind: 'unreadable', why: 'binary' };
  }
  if (text.includes('\0')) return { kind: 'unreadable', why: 'binary' };
  if (/\.json$/i.test(file.name) || file.type === 'application/json') return fromJson(text);
  const html = /\.x?html?$/i.test(file.name) || file.type === 'text/html' || /^\s*<(!doctype|html)\b/i.test(text);
  return html ? { kind: 'html', html: text } : { kind: 'text', text };
}

/** UTF-8 or, by its byte order mark, UTF-16; what is neither is taken for Windows-1252 if it looks like text. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return new TextDecoder(a === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    // Control characters are no letters of any old encoding.
    if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32))) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fromJson(text: string): Content {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'unreadable', why: 'json' };
  }
  const { text: article, html, corrections, publication } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
  if (typeof article === 'string') return { kind: 'text', text: article };
  if (typeof html === 'string') return { kind: 'html', html };
  if (!Array.isArray(corrections)) return { kind: 'unreadable', why: 'json' };
  const { basis, date } = (publication ?? {}) as Record<string, unknown>;
  return { kind: 'report', corrections, published: basis === 'given' && typeof date === 'string' ? date : null };
}
