import { html, nothing, type TemplateResult } from 'lit';
import type { Publication } from '../../../pkg/article_lens.js';
import { day } from '../dates.js';
import type { Findings } from '../findings.js';
import { BASES } from '../words.js';
import type { Actions } from './actions.js';

/** An alternative named by what differs: the year alone where the day is the same. */
function short(alternative: string, anchor: string): string {
  return alternative.slice(4) === anchor.slice(4) ? alternative.slice(0, 4) : day(alternative);
}

function question(publication: Publication, act: Actions): TemplateResult {
  const choices = publication.alternatives.slice(0, 3);
  const first = choices[0];
  return html`<p class="assumed">
    <strong>Year assumed${first ? html` — is it ${short(first, publication.anchor)}?` : '.'}</strong>
    ${choices.map(
      (choice) => html`<button type="button" class="choice" @click=${() => act.publish(choice)}>
        ${short(choice, publication.anchor)}<span class="unseen">: published ${day(choice)}</span>
      </button>`,
    )}
  </p>`;
}

/** When the article was published, how that is known, and how to put it right. */
export function publicationView(findings: Findings, chosen: boolean, act: Actions): TemplateResult {
  const { publication } = findings.report;
  const { range } = publication;
  const words = html`Published ${day(publication.anchor)}`;
  return html`<section class="publication" part="publication" aria-label="Publication date">
    <div class="chip">
      ${range
        ? html`<button type="button" class="link strong" @click=${() => act.show([range])}>${words}</button>`
        : html`<span class="strong">${words}</span>`}
      <span class="quiet">· ${publication.yearStated ? BASES[publication.basis] : 'year assumed'}</span>
      <label class="change"
        ><span class="quiet">change</span>
        <input
          type="date"
          .value=${publication.anchor}
          aria-label="Publication date"
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            if (/^[1-9]\d{3}-/.test(value)) act.publish(value);
          }}
      /></label>
      ${chosen ? html`<button type="button" class="choice undo" @click=${() => act.publish(null)}>Undo</button>` : nothing}
    </div>
    ${publication.yearStated ? nothing : question(publication, act)}
    <p class="reason">${publication.reason}</p>
  </section>`;
}
