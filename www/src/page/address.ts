/** What the address of the page brings. */
export interface Brought {
  /** A text to read, with its headline before it. */
  readonly text: string | null;
  /** Its publication date, `YYYY-MM-DD`. */
  readonly published: string | null;
  /** What stands behind `#lens=`: a link that somebody shared. */
  readonly shared: string | null;
}

/**
 * Reads `#text=…` (also `title`, `published`), `#lens=…`, and `?text=…` for programs that know queries only.
 * What stands behind `#` is never sent to a server.
 */
export function brought(address: URL): Brought {
  const inHash = new URLSearchParams(address.hash.slice(1));
  const given = inHash.has('text') ? inHash : address.searchParams;
  const text = [given.get('title'), given.get('text')].filter((part) => part?.trim()).join('\n');
  const published = /^[1-9]\d{3}-\d\d-\d\d/.exec(given.get('published') ?? '')?.[0] ?? null;
  return { text: given.get('text')?.trim() ? text : null, published, shared: inHash.get('lens') };
}

/** The address without what it brought, so that a reload or a copied address does not carry a text on. */
export function cleaned(address: URL): string {
  const clean = new URL(address);
  clean.hash = '';
  for (const name of ['text', 'title', 'url', 'published']) clean.searchParams.delete(name);
  return clean.href;
}

/** A bookmark that opens this page with what is selected on another one, or with its article. */
export function bookmarklet(page: URL): string {
  const base = JSON.stringify(cleaned(page).split('?')[0]);
  return (
    'javascript:' +
    encodeURIComponent(
      `(()=>{const d=document,q=s=>d.querySelector(s),t=String(getSelection()).trim()||(q('article')||q('main')||d.body).innerText,` +
        `m=q('meta[property="article:published_time"]')?.content||q('article time[datetime]')?.dateTime||'';` +
        `open(${base}+'#text='+encodeURIComponent(t)+'&published='+encodeURIComponent(m.slice(0,10)))})()`,
    )
  );
}
