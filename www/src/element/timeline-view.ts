import { html, nothing, type TemplateResult } from 'lit';
import type { TimelineEvent } from '../../../pkg/article_lens.js';
import { eventDate, machineDate } from '../dates.js';
import type { Findings } from '../findings.js';
import type { Words } from '../locales/en.js';
import type { Actions } from './actions.js';
import type { LensState } from './lens-view.js';
import { moreView, shownOf } from './more-view.js';

/** An event of the list; hidden, with the number 0, where another entity alone is shown. */
function item(event: TimelineEvent, number: number, { findings, editable, picture: { light } }: LensState, act: Actions): TemplateResult {
  const { words } = findings;
  const participants = event.participants.flatMap((id) => findings.entities.get(id) ?? []);
  return html`<li
    data-certainty=${event.certainty}
    data-number=${number}
    ?data-stretch=${event.start !== event.end}
    ?hidden=${number === 0}
    id="event-${event.id}"
    part="event"
    @pointerenter=${() => light(number)}
    @pointerleave=${() => light(undefined)}
    @focusin=${() => light(number)}
    @focusout=${() => light(undefined)}
  >
    <p class="when">
      <time datetime=${machineDate(event)}>${eventDate(event, words)}</time>
      ${findings.assumed(event) ? html`<span class="badge">${words.publication.assumed}</span>` : nothing}
      ${event.certainty === 'vague' ? html`<span class="badge">${words.certainties.vague}</span>` : nothing}
    </p>
    <button type="button" class="headline" lang="en" @click=${() => act.event(event)}>${event.headline}</button>
    <p class="reason"><span lang="en">${event.reason}</span> ${editable ? noEvent(event, findings, act) : nothing}</p>
    ${participants.length === 0
      ? nothing
      : html`<ul class="chips" aria-label=${words.timeline.participants}>
          ${participants.map(
            (entity) => html`<li>
              <button type="button" class="tag" data-type=${entity.type} @click=${() => act.select(entity.id)}>${entity.name}</button>
            </li>`,
          )}
        </ul>`}
  </li>`;
}

/** What is told without a date of its own, or only said: in the order of the text. */
function tailItem(event: TimelineEvent, { findings, editable }: LensState, act: Actions): TemplateResult {
  const { words } = findings;
  const dated = event.dating === 'expression';
  return html`<li data-dating=${event.dating} data-kind=${event.kind} id="event-${event.id}" part="event">
    <button type="button" class="headline" lang="en" @click=${() => act.event(event)}>${event.headline}</button>
    <p class="reason">
      ${dated ? html`<time datetime=${machineDate(event)}>${eventDate(event, words)}</time>. ` : nothing}<span lang="en">${event.reason}</span>
      ${findings.assumed(event) && dated ? html`<span class="badge">${words.publication.assumed}</span>` : nothing}
      ${editable ? noEvent(event, findings, act) : nothing}
    </p>
  </li>`;
}

/** Says that something was wrongly taken for an event. */
function noEvent(event: TimelineEvent, findings: Findings, act: Actions): TemplateResult {
  const { fix } = findings.words;
  const correction = { kind: 'notEvent', words: findings.eventWords(event) } as const;
  return html`<button type="button" class="wrong" @click=${() => act.correct(correction, fix.said.notEvent(event.headline))}>
    ${fix.noEvent}<span class="unseen">: ${event.headline}</span>
  </button>`;
}

function tailView(state: LensState, act: Actions): TemplateResult | typeof nothing {
  const { findings } = state;
  const tail = concerned(findings.report.tail, state);
  if (tail.length === 0) return nothing;
  return html`<details class="tail" part="tail">
    <summary>${findings.words.timeline.tail} <span class="quiet">${tail.length}</span></summary>
    <ol class="undated" data-rove>
      ${shownOf(tail, 'timeline', state.long).map((event) => tailItem(event, state, act))}
    </ol>
  </details>`;
}

/** How the picture is read: those of its signs that occur, and nothing where all is as plain as can be. */
function key(events: readonly TimelineEvent[], broken: boolean, words: Words): TemplateResult | typeof nothing {
  const kinds = (['stated', 'inferred', 'vague'] as const).filter((kind) => events.some(({ certainty }) => certainty === kind));
  const long = events.some(({ start, end }) => start !== end);
  const open = events.some((event) => event.open);
  if (kinds.join() === 'stated' && !long && !open && !broken) return nothing;
  return html`<p class="key">
    ${kinds.map((kind) => html`<span><i class="sign" data-certainty=${kind} aria-hidden="true"></i> ${words.certainties[kind]}</span>`)}
    ${long ? html`<span><i class="sign" data-stretch aria-hidden="true"></i> ${words.timeline.longer}</span>` : nothing}
    ${open ? html`<span><b aria-hidden="true">⇢</b> ${words.timeline.goesOn}</span>` : nothing}
    ${broken ? html`<span><b aria-hidden="true">⌇</b> ${words.timeline.left}</span>` : nothing}
  </p>`;
}

/** The events that one entity has a part in, where it alone is shown. */
function concerned(events: readonly TimelineEvent[], { findings, sole }: LensState): readonly TimelineEvent[] {
  return sole === undefined ? events : events.filter((event) => findings.inEvent(sole, event));
}

/** What happened when, in the order in which it happened. */
export function timelineView(state: LensState, act: Actions): TemplateResult {
  const { words, report } = state.findings;
  const timeline = concerned(report.timeline, state);
  const listed = shownOf(report.timeline, 'timeline', state.long);
  const shown = concerned(listed, state);
  const numbers = new Map(shown.map((event, i) => [event, i + 1]));
  const drawn = state.picture.view(state.findings, shown, act);
  return html`<section role="group" class="view timeline" part="timeline" id="timeline" tabindex="-1" aria-labelledby="timeline-title">
    <h2 id="timeline-title">${words.timeline.title} <span class="quiet">${words.timeline.events(timeline.length)}</span></h2>
    ${timeline.length === 0
      ? html`<p class="empty">${words.timeline.none}</p>`
      : html`${drawn === nothing ? nothing : html`<div class="picture" part="picture">${drawn}</div>${key(shown, state.picture.broken, words)}`}
          <ol class="events" data-rove>
            ${listed.map((event) => item(event, numbers.get(event) ?? 0, state, act))}
          </ol>`}
    ${moreView(timeline.length - shown.length, 'timeline', words, act)} ${tailView(state, act)}
  </section>`;
}
