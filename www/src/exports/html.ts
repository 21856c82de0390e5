import type { Cell, CellLabel, Entity, Party, Statement, TextRange, TimelineEvent } from '../../../pkg/article_lens.js';
import { day, eventDate, machineDate, said } from '../dates.js';
import type { Findings } from '../findings.js';
import { GROUPS, type Words } from '../locales/en.js';
import { belongs, percent, polarity, SYMBOLS } from '../words.js';
import { titleOf, webAddress, type About, type Export } from './export.js';
import { article, spot, voiceId, wordingId } from './html-article.js';
import { STYLE } from './html-style.js';
import { html, type Content, type Markup } from './markup.js';

/** Columns of a table that fit on a sheet of A4 beside its first. */
const COLUMNS = 5;

/** One section of the page with its place in the list of contents. */
interface Part {
  readonly id: string;
  readonly title: string;
  readonly content: Content;
}

/** The words of a finding, each leading to its place in the article. */
function quote(findings: Findings, finding: string, ranges: readonly TextRange[]): Markup {
  return html`<blockquote dir="auto">${ranges.map(
    (range, n) => html`${n > 0 && ' … '}<a href="#${spot(finding, n)}">${findings.quote(range)}</a>`,
  )}</blockquote>`;
}

/** The mark by which the article leads to a finding, on paper as well. */
function label(finding: string): Markup {
  return html`<span class="label">${finding}</span>`;
}

function assumed(really: boolean, words: Words): Content {
  return really && html` <span class="assumed">${words.publication.assumed}</span>`;
}

function published(findings: Findings): Markup {
  const { anchor, range, yearStated, basis, reason } = findings.report.publication;
  const words = html`<time datetime="${anchor}">${findings.words.publication.published(day(anchor, findings.words))}</time>`;
  return html`<p id="published">${range ? html`<a href="#${spot('published', 0)}">${words}</a>` : words}
<span class="quiet">· ${yearStated ? findings.words.bases[basis] : html`<span class="assumed">${findings.words.publication.assumed}</span>`}</span></p>
<p class="reason">${reason}</p>`;
}

function summary({ report, words }: Findings): Content {
  if (report.summary.length === 0) return html`<p class="quiet">${words.stance.none}</p>`;
  return html`<ul>${report.summary.map(
    ({ text, statementIds }) => html`<li><bdi>${text}</bdi> ${references(statementIds)}</li>\n`,
  )}</ul>`;
}

function references(ids: readonly string[]): Content {
  return ids.map((id) => html` <a class="label" href="#${id}">${id}</a>`);
}

function event(told: TimelineEvent, findings: Findings): Markup {
  const who = told.participants.flatMap((id) => findings.entities.get(id) ?? []);
  // What was only ordered among the others has no date to show.
  const dated = told.dating === 'expression';
  return html`<li id="${told.id}">${label(told.id)}
${dated && html`<time datetime="${machineDate(told)}">${eventDate(told, findings.words)}</time>${assumed(findings.assumed(told), findings.words)}`}
<p dir="auto"><strong>${told.headline}</strong></p>
${quote(findings, told.id, findings.telling(told))}
<p class="reason">${told.certainty === 'vague' && dated && `${findings.words.certainties.vague}. `}${told.reason}</p>
${who.length > 0 && html`<p class="quiet">${findings.words.timeline.participants}:${who.map((entity, i) => html`${i > 0 && ','} <a href="#${entity.id}">${entity.name}</a>`)}</p>`}
</li>\n`;
}

function timeline(findings: Findings): Content {
  const { timeline: dated, tail } = findings.report;
  return [
    dated.length
      ? html`<ol class="events">${dated.map((told) => event(told, findings))}</ol>`
      : html`<p class="quiet">${findings.words.timeline.none}</p>`,
    tail.length > 0 &&
      html`<h3>${findings.words.timeline.tail}</h3><ol class="events">${tail.map((told) => event(told, findings))}</ol>`,
  ];
}

function cell(found: Cell | undefined, words: Words): Markup {
  if (!found) return html`<td>– ${words.stance.notStated}</td>`;
  const mark = (what: string, value: CellLabel | null): Content => value && html`<div>${SYMBOLS[value]} ${what}: ${words.cells[value].word}</div>`;
  return html`<td>${mark(words.stance.says, found.speech)}${mark(words.stance.does, found.deeds)}${references(found.statementIds)}</td>`;
}

function matrix(findings: Findings): Content {
  const { words } = findings;
  const { rows, columns } = findings.report.matrix;
  const name = (party: Party): Markup => html`${party.parent !== null && '↳ '}<bdi>${findings.name(party)}</bdi>`;
  const numbered = columns.map((party, index) => ({ party, index }));
  const table = (title: string, across: typeof numbered): Markup => html`<div class="scroll" role="region" aria-label="${title}" tabindex="0">
<table><caption>${title}</caption>
<thead><tr><td></td>${across.map(({ party }) => html`<th scope="col">${name(party)}</th>`)}</tr></thead>
<tbody>${rows.map(
    (row, down) => html`<tr><th scope="row">${name(row)}</th>${across.map(({ index }) => cell(findings.cell(down, index), words))}</tr>\n`,
  )}</tbody></table></div>\n`;
  const tables = (title: string, all: typeof numbered): Markup[] =>
    Array.from({ length: Math.ceil(all.length / COLUMNS) }, (_, i) =>
      table(i ? `${title} (${i + 1})` : title, all.slice(i * COLUMNS, (i + 1) * COLUMNS)),
    );
  if (rows.length === 0 || columns.length === 0) return html`<p class="quiet">${words.stance.none}</p>`;
  return [
    tables(words.stance.matrix, numbered.filter(({ party }) => !party.topic)),
    tables(words.saved.matters, numbered.filter(({ party }) => party.topic)),
    html`<p class="key">${(Object.keys(SYMBOLS) as CellLabel[]).map((label) => html`${SYMBOLS[label]} ${words.cells[label].word}: ${words.cells[label].meaning}. `)}↳ ${words.saved.counted}</p>`,
  ];
}

function statement(one: Statement, findings: Findings): Markup {
  return html`<li id="${one.id}">${label(one.id)} <strong><bdi>${findings.holders(one)}</bdi></strong> ${findings.act(one)}
${one.targets.length > 0 && html`<ul>${one.targets.map((target) => {
    const { symbol, word } = polarity(target.polarity, findings.words);
    return html`<li>${findings.words.roles[target.role]} <bdi>${findings.name(target)}</bdi> <span class="quiet">${symbol} ${word}</span></li>`;
  })}</ul>`}
${quote(findings, one.id, one.evidence)}
<p class="reason">${findings.circumstances(one)} — ${one.reason}</p></li>\n`;
}

function statements(findings: Findings): Content {
  return [...findings.byHolder].map(
    ([holder, all]) => html`<h3><bdi>${holder}</bdi></h3><ul>${all.map((one) => statement(one, findings))}</ul>`,
  );
}

function voices(findings: Findings): Content {
  const { sources, attributedShare, directShare } = findings.report.voices;
  const { unheard, words } = findings;
  return [
    html`<p class="quiet">${words.stance.shares(percent(attributedShare, words), percent(directShare, words))}</p>`,
    sources.length > 0 &&
      html`<ol>${sources.map(
        (voice, i) => html`<li id="${voiceId(i)}">${label(voiceId(i))} <strong><bdi>${findings.name(voice)}</bdi></strong>${!voice.named && ` (${words.stance.unnamed})`}: ${percent(voice.share, findings.words)}
${quote(findings, voiceId(i), findings.heard(voice))}</li>\n`,
      )}</ol>`,
    unheard.length > 0 && html`<p><strong>${words.saved.unheard}:</strong> ${unheard.map((name, i) => html`${i > 0 && ', '}<bdi>${name}</bdi>`)}</p>`,
  ];
}

function wording(findings: Findings): Content {
  return html`<ul>${findings.report.wording.map(
    (item, i) => html`<li id="${wordingId(i)}">${label(wordingId(i))} <q>“<a href="#${spot(wordingId(i), 0)}">${item.text}</a>”</q>
<p class="reason"><strong>${findings.words.wordings[item.kind]}</strong> — ${item.reason}</p></li>\n`,
  )}</ul>`;
}

function entity(named: Entity, findings: Findings): Markup {
  const link = webAddress(named.link);
  const details = [
    findings.words.types[named.type].name,
    named.role,
    belongs(named, findings.words),
    named.aliases.length > 0 && findings.words.entities.also(named.aliases.map((alias) => `“${alias}”`).join(', ')),
    // An address to read: the page points at nothing outside itself.
    link,
  ].filter(Boolean);
  return html`<li id="${named.id}"><strong><bdi>${named.name}</bdi></strong> <span class="quiet">${details.join(' · ')}</span>
<p class="quiet">${named.mentions.length}${findings.words.entities.mentions(named.mentions.length)}:${named.mentions.map(
    ({ text }, n) => html`${n > 0 && ','} <a href="#${spot(named.id, n)}"><bdi>${text}</bdi></a>`,
  )}</p>
<p class="reason">${named.reason}</p></li>\n`;
}

function names(findings: Findings): Content {
  return GROUPS.map((group) => {
    const members = findings.report.entities.filter((named) => findings.words.types[named.type].group === group);
    return members.length > 0 && html`<h3>${findings.words.groups[group]}</h3><ul>${members.map((named) => entity(named, findings))}</ul>`;
  });
}

function dates(findings: Findings): Content {
  return html`<ul>${findings.report.times.map(
    (time) => html`<li id="${time.id}">${label(time.id)} <q>“<a href="#${spot(time.id, 0)}">${time.text}</a>”</q> ${said(time, findings.words)} <span class="quiet">${findings.words.certainties[time.certainty]}</span>
<p class="reason">${time.reason}</p></li>\n`,
  )}</ul>`;
}

function page(findings: Findings, about: About): Markup {
  const { report, words } = findings;
  const title = titleOf(about, findings.words);
  const address = webAddress(about.url);
  const { text, rule } = article(findings);
  const parts: (Part | false)[] = [
    { id: 'article', title: words.article.label, content: html`<div class="article" lang="en">${text}</div>` },
    { id: 'summary', title: words.saved.summary, content: summary(findings) },
    { id: 'timeline', title: words.timeline.title, content: timeline(findings) },
    { id: 'positions', title: words.views.stance, content: matrix(findings) },
    report.statements.length > 0 && { id: 'statements', title: words.stance.statements, content: statements(findings) },
    { id: 'voices', title: words.stance.heard, content: voices(findings) },
    report.wording.length > 0 && { id: 'wording', title: words.stance.wording, content: wording(findings) },
    report.entities.length > 0 && { id: 'names', title: words.views.entities, content: names(findings) },
    report.times.length > 0 && { id: 'dates', title: words.saved.sources, content: dates(findings) },
  ];
  const shown = parts.filter((part) => part !== false);
  return html`<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}${rule}
</style>
</head>
<body>
<header>
<h1 dir="auto">${title}</h1>
${address && html`<p class="quiet">${address}</p>`}
${published(findings)}
</header>
<nav aria-label="${words.saved.contents}"><ul>${shown.map((part) => html`<li><a href="#${part.id}">${part.title}</a></li>`)}</ul></nav>
<main>
${shown.map((part) => html`<section id="${part.id}" aria-labelledby="${part.id}-title">
<h2 id="${part.id}-title">${part.title}</h2>
${part.content}
</section>\n`)}
</main>
<footer>
${report.diagnostics.map(({ message }) => html`<p>${message}</p>`)}
<p>${findings.words.saved.made(about.version)}</p>
</footer>
</body>
</html>
`;
}

/**
 * The article with its marks and all findings as one page that needs nothing else: no script, no other file,
 * no network. It can be read in light and dark and printed on A4.
 */
export const htmlFile: Export = {
  id: 'html',
  extension: 'html',
  mime: 'text/html;charset=utf-8',
  make: (findings, about) => String(page(findings, about)),
};
