import { html, nothing, type TemplateResult } from 'lit';
import { keepStop, stepStop } from '../element/roving.js';
import type { Findings } from '../findings.js';
import type { PageWords } from '../locales/page-en.js';

interface Bar {
  readonly page: PageWords;
  /** Whether what is shown is the sample that stands in for a text. */
  readonly example: boolean;
  readonly folded: boolean;
  readonly findings: Findings | undefined;
  readonly comparing: boolean;
}

interface Asked {
  edit(): void;
  fresh(): void;
  save(format: string): void;
  share(): void;
  print(): void;
  compare(): void;
}

/** Closes the menu whose item was chosen, and leaves the focus on it. */
function leave(event: Event): void {
  const menu = (event.target as Element).closest('details');
  menu?.removeAttribute('open');
  menu?.querySelector('summary')?.focus();
}

function onKey(event: KeyboardEvent): void {
  if (stepStop(event) || event.key !== 'Escape') return;
  leave(event);
  event.preventDefault();
}

/** What can be done with the findings. */
export function barView({ page, example, folded, findings, comparing }: Bar, on: Asked): TemplateResult | typeof nothing {
  if (!findings) return nothing;
  return html`<div class="bar">
    ${example ? html`<p class="example">${page.example}</p>` : nothing}
    <div class="tools" data-rove role="group" aria-label=${page.actions} @keydown=${onKey} @focusin=${keepStop}>
      ${folded
        ? html`<button type="button" @click=${on.edit}>${page.edit}</button>
            <button type="button" @click=${on.fresh}>${page.fresh}</button>`
        : nothing}
      <details class="menu">
        <summary>${page.save}</summary>
        <ul>
          ${Object.entries(page.formats).map(
            ([format, name]) => html`<li>
              <button
                type="button"
                data-format=${format}
                @click=${(event: Event) => {
                  leave(event);
                  on.save(format);
                }}
              >
                ${name}
              </button>
            </li>`,
          )}
        </ul>
      </details>
      <button type="button" @click=${on.share}>${page.share}</button>
      <button type="button" @click=${on.print}>${page.print}</button>
      <button type="button" aria-pressed=${comparing} @click=${on.compare}>${page.compare}</button>
    </div>
  </div>`;
}
