import { html, nothing, type TemplateResult } from 'lit';
import type { Publication } from '../../../pkg/article_lens.js';
import { day } from '../dates.js';
import type { Words } from '../locales/en.js';
import type { Actions } from './actions.js';
import type { LensState } from './lens-view.js';

/** An alternative named by what differs: the year alone where the day is the same. */
function short(alternative: string, anchor: string, words: Words): string {
  return alternative.slice(4) === anchor.slice(4) ? alternative.slice(0, 4) : day(alternative, words);
}

function question(publication: Publication, words: Words, act: Actions): TemplateResult {
  const choices = publication.alternatives.slice(0, 3);
  const first = choices[0];
  return html`<p class="assumed">
    <strong>${words.publication.question}${first ? words.publication.isIt(short(first, publication.anchor, words)) : '.'}</strong>
    ${choices.map(
      (choice) => html`<button type="button" class="choice" @click=${() => act.publish(choice)}>
        ${short(choice, publication.anchor, words)}<span class="unseen">: ${words.publication.choice(day(choice, words))}</span>
      </button>`,
    )}
  </p>`;
}

/** When the article was published, how that is known, and how to put it right. */
export function publicationView({ findings }: LensState, act: Actions): TemplateResult {
  const { words } = findings;
  const { publication } = findings.report;
  const { range } = publication;
  // Where nothing tells the date, there is no year to be right or wrong about.
  const guessed = !publication.yearStated && publication.basis !== 'today';
  const published = words.publication.published(day(publication.anchor, words));
  return html`<div class="publication" role="group" part="publication" aria-label=${words.publication.label}>
    <div class="chip">
      ${range
        ? html`<button type="button" class="link strong" @click=${() => act.show([range])}>${published}</button>`
        : html`<span class="strong">${published}</span>`}
      ${guessed ? nothing : html`<span class="quiet">· ${words.bases[publication.basis]}</span>`}
      <label class="change"
        ><span class="quiet">${words.publication.change}</span>
        <input
          type="date"
          .value=${publication.anchor}
          aria-label=${words.publication.label}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            if (/^[1-9]\d{3}-/.test(value)) act.publish(value);
          }}
      /></label>
    </div>
    ${guessed ? question(publication, words, act) : nothing}
    <p class="reason" lang="en">${publication.reason}</p>
  </div>`;
}
