import { html, nothing, type TemplateResult } from 'lit';
import type { PageWords } from '../locales/page-en.js';
import type { FromHtml } from './html.js';

/** What the page has to say about a text before its findings. */
export type Notice =
  | { readonly kind: 'problem' | 'info'; readonly text: string }
  /** A page was reduced to its article, or, with `all`, is shown whole. */
  | { readonly kind: 'reduced'; readonly html: FromHtml; readonly all: boolean };

interface Answers {
  useAll(): void;
  useArticle(): void;
  close(): void;
}

const words = (text: string): number => text.split(/\s+/).filter(Boolean).length;

/** A notice with what can be done about it. */
export function noticeView(notice: Notice | undefined, page: PageWords, on: Answers): TemplateResult | typeof nothing {
  if (!notice) return nothing;
  const close = html`<button type="button" class="close" aria-label=${page.close} @click=${on.close}>×</button>`;
  if (notice.kind !== 'reduced') {
    return html`<div class="notice" data-kind=${notice.kind} role=${notice.kind === 'problem' ? 'alert' : 'note'}><p>${notice.text}</p>${close}</div>`;
  }
  const { html: found, all } = notice;
  return html`<div class="notice" data-kind="reduced" role="note">
    <p>
      ${page.reduced(words((all ? found.whole : found.article).text), words(found.whole.text))}
      <button type="button" class="link" @click=${all ? on.useArticle : on.useAll}>${all ? page.useArticle : page.useAll}</button>
    </p>
    ${all
      ? nothing
      : html`<details>
          <summary>${page.dropped(found.dropped.length)}</summary>
          <ul class="dropped">
            ${found.dropped.map((line) => html`<li>${line}</li>`)}
          </ul>
        </details>`}
    ${close}
  </div>`;
}
