import { html, nothing, type TemplateResult } from 'lit';
import type { TextRange, TimelineEvent } from '../../../pkg/article_lens.js';
import { eventDate, machineDate } from '../dates.js';
import type { Findings } from '../findings.js';
import { CERTAINTIES, count } from '../words.js';
import type { Actions } from './actions.js';
import type { TimelinePicture } from './timeline-picture.js';

function item(event: TimelineEvent, number: number, findings: Findings, { light }: TimelinePicture, act: Actions): TemplateResult {
  const participants = event.participants.flatMap((id) => findings.entities.get(id) ?? []);
  return html`<li
    data-certainty=${event.certainty}
    data-number=${number}
    ?data-stretch=${event.start !== event.end}
    id="event-${event.id}"
    part="event"
    @pointerenter=${() => light(number)}
    @pointerleave=${() => light(undefined)}
    @focusin=${() => light(number)}
    @focusout=${() => light(undefined)}
  >
    <p class="when">
      <time datetime=${machineDate(event)}>${eventDate(event)}</time>
      ${findings.assumed(event) ? html`<span class="badge">year assumed</span>` : nothing}
      ${event.certainty === 'vague' ? html`<span class="badge">${CERTAINTIES.vague}</span>` : nothing}
    </p>
    <button type="button" class="headline" @click=${() => act.show(words(event))}>${event.headline}</button>
    <p class="reason">${event.reason}</p>
    ${participants.length === 0
      ? nothing
      : html`<ul class="chips" aria-label="Who takes part">
          ${participants.map(
            (entity) => html`<li>
              <button type="button" class="tag" data-type=${entity.type} @click=${() => act.select(entity.id)}>${entity.name}</button>
            </li>`,
          )}
        </ul>`}
  </li>`;
}

/** The words that tell an event, wherever the text does. */
function words(event: TimelineEvent): TextRange[] {
  return [event.evidence, ...event.mentions];
}

/** What is told without a date of its own, or only said: in the order of the text. */
function tailItem(event: TimelineEvent, findings: Findings, act: Actions): TemplateResult {
  const dated = event.dating === 'expression';
  return html`<li data-dating=${event.dating} data-kind=${event.kind} id="event-${event.id}" part="event">
    <button type="button" class="headline" @click=${() => act.show(words(event))}>${event.headline}</button>
    <p class="reason">
      ${dated ? html`<time datetime=${machineDate(event)}>${eventDate(event)}</time>. ` : nothing}${event.reason}
      ${findings.assumed(event) && dated ? html`<span class="badge">year assumed</span>` : nothing}
    </p>
  </li>`;
}

function tailView(findings: Findings, act: Actions): TemplateResult | typeof nothing {
  const { tail } = findings.report;
  if (tail.length === 0) return nothing;
  return html`<details class="tail" part="tail">
    <summary>Told without a date, or only said <span class="quiet">${tail.length}</span></summary>
    <ol class="undated">
      ${tail.map((event) => tailItem(event, findings, act))}
    </ol>
  </details>`;
}

/** How the picture is read: those of its signs that occur, and nothing where all is as plain as can be. */
function key(events: readonly TimelineEvent[]): TemplateResult | typeof nothing {
  const kinds = (['stated', 'inferred', 'vague'] as const).filter((kind) => events.some(({ certainty }) => certainty === kind));
  const long = events.some(({ start, end }) => start !== end);
  const open = events.some((event) => event.open);
  if (kinds.join() === 'stated' && !long && !open) return nothing;
  return html`<p class="key">
    ${kinds.map((kind) => html`<span><i class="sign" data-certainty=${kind} aria-hidden="true"></i> ${CERTAINTIES[kind]}</span>`)}
    ${long ? html`<span><i class="sign" data-stretch aria-hidden="true"></i> longer than a day</span>` : nothing}
    ${open ? html`<span><b aria-hidden="true">⇢</b> goes on</span>` : nothing}
  </p>`;
}

/** What happened when, in the order in which it happened: as a picture and as a list with the same numbers. */
export function timelineView(findings: Findings, picture: TimelinePicture, act: Actions): TemplateResult {
  const { timeline } = findings.report;
  const drawn = picture.view(findings, act);
  return html`<section class="view timeline" part="timeline" id="timeline" tabindex="-1" aria-labelledby="timeline-title">
    <h2 id="timeline-title">Timeline <span class="quiet">${count(timeline.length, 'dated event')}</span></h2>
    ${timeline.length === 0
      ? html`<p class="empty">No dated events found.</p>`
      : html`${drawn === nothing ? nothing : html`<div class="picture" part="picture">${drawn}</div>${key(timeline)}`}
        <ol class="events">
          ${timeline.map((event, i) => item(event, i + 1, findings, picture, act))}
        </ol>`}
    ${tailView(findings, act)}
  </section>`;
}
