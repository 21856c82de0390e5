import { html, nothing, render, type TemplateResult } from 'lit';
import type { Edits, Findings } from '../findings.js';
import type { PageWords } from '../locales/page-en.js';
import { cleaned } from './address.js';
import { encode, markOf, SAFE_LENGTH } from './link.js';

/** A link with the text of the article, and one without. */
interface Links {
  readonly full: string;
  readonly bare: string;
}

async function links({ text }: Findings, edits: Edits): Promise<Links> {
  const base = cleaned(new URL(location.href));
  const mark = await markOf(text);
  const link = async (carried: string | null): Promise<string> => `${base}#lens=${await encode({ edits, text: carried, mark })}`;
  return { full: await link(text), bare: await link(null) };
}

function dialogView({ full, bare }: Links, withText: boolean, copied: boolean, page: PageWords, on: { choose(withText: boolean): void; copy(link: string): void; close(): void }): TemplateResult {
  const { link: words } = page;
  const link = withText ? full : bare;
  const choice = (value: boolean, name: string, length: number): TemplateResult => html`<label class="option">
    <input type="radio" name="carries" .checked=${withText === value} @change=${() => on.choose(value)} />
    <span>${name} <span class="quiet">· ${words.length(length)}</span></span>
  </label>`;
  return html`<h2 id="share-title">${words.title}</h2>
    ${choice(true, words.withText, full.length)} ${choice(false, words.withoutText, bare.length)}
    ${link.length > SAFE_LENGTH ? html`<p class="warning">${words.long(link.length)}</p>` : nothing}
    <label class="field">${words.field} <input type="text" readonly .value=${link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} /></label>
    <p class="quiet">${words.kept}</p>
    <p class="buttons">
      <button type="button" class="first" @click=${() => on.copy(link)}>${words.copy}</button>
      ${'share' in navigator ? html`<button type="button" @click=${() => void navigator.share({ url: link }).catch(() => undefined)}>${words.send}</button>` : nothing}
      <button type="button" @click=${on.close}>${page.close}</button>
      <span role="status">${copied ? words.copied : ''}</span>
    </p>`;
}

/** Opens the dialog with a link to an article and what was put right in it. */
export async function openShare(findings: Findings, edits: Edits, page: PageWords): Promise<void> {
  const made = await links(findings, edits);
  const dialog = document.createElement('dialog');
  dialog.className = 'share';
  dialog.setAttribute('aria-labelledby', 'share-title');
  dialog.lang = page.code;
  document.body.append(dialog);
  // What fits a chat goes with its article; what does not, without it, unless the reader says otherwise.
  let withText = made.full.length <= SAFE_LENGTH;
  const draw = (copied = false): void => {
    render(
      dialogView(made, withText, copied, page, {
        choose: (value) => {
          withText = value;
          draw();
        },
        copy: (link) => {
          dialog.querySelector<HTMLInputElement>('.field input')?.select();
          void navigator.clipboard.writeText(link).then(() => draw(true), () => undefined);
        },
        close: () => dialog.close(),
      }),
      dialog,
    );
  };
  draw();
  dialog.addEventListener('close', () => dialog.remove());
  dialog.showModal();
}
