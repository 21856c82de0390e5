import type { Statement, TextRange, TimelineEvent } from '../../../pkg/article_lens.js';
import { day, eventDate } from '../dates.js';
import { belongs } from '../element/entities-view.js';
import type { Findings } from '../findings.js';
import { ACTS, BASES, GROUPS, percent, polarity, ROLES, TYPES, WORDINGS } from '../words.js';
import { colophon, oneLine, titleOf, webAddress, type About, type Export } from './export.js';

/** What renderers make links of by themselves, even where its signs are escaped: it becomes code, which they leave alone. */
const ADDRESS = /([^\s`]*(?::\/\/|www\.|@)[^\s`]*)/i;

/**
 * Text of the article as text of Markdown, on one line: no sign of it is markup, HTML or a link.
 * Signs that mean something in one place only are escaped there alone, so that the file reads well as it is.
 */
function text(words: string): string {
  return oneLine(words)
    .split(ADDRESS)
    .map((piece, i) => {
      if (i % 2 === 1) return `\`${piece}\``;
      return piece
        .replace(/[\\`*_[\]<>&|~#!$^{}]/g, '\\$&')
        .replace(/[:.](?=[^\s\p{P}])/gu, '\\$&')
        .replace(/^(\s*)([-+=])/, '$1\\$2')
        .replace(/^(\s*\d+)([.)])/, '$1\\$2');
    })
    .join('');
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length ? [`## ${title}`, '', ...lines, ''] : [];
}

/** Words of the article, quoted below a list item. */
function quoted(findings: Findings, ranges: readonly TextRange[]): string {
  return `  > ${ranges.map((range) => text(findings.quote(range))).join(' … ')}`;
}

function event(told: TimelineEvent, findings: Findings): string[] {
  const date = text(eventDate(told)) + (findings.assumed(told) ? ' (year assumed)' : '');
  return [`- **${date}** — ${text(told.headline)}  `, `  *${text(told.reason)}*`, '', quoted(findings, findings.telling(told)), ''];
}

function undated(told: TimelineEvent, findings: Findings): string[] {
  const date = told.dating === 'expression' ? ` (${text(eventDate(told))}${findings.assumed(told) ? ', year assumed' : ''})` : '';
  return [`- ${text(told.headline)}${date}  `, `  *${text(told.reason)}*`];
}

function position(statement: Statement, findings: Findings): string[] {
  const towards = statement.targets.map(
    (target) => `${ROLES[target.role]} ${text(findings.name(target))} (${polarity(target.polarity).word})`,
  );
  return [
    `- **${text(findings.holders(statement))}** ${ACTS[statement.act]}${towards.length ? ` — ${towards.join('; ')}` : ''}  `,
    `  *${text(findings.circumstances(statement))} — ${text(statement.reason)}*`,
    '',
    quoted(findings, statement.evidence),
    '',
  ];
}

function publication(findings: Findings): string[] {
  const { anchor, yearStated, basis, reason } = findings.report.publication;
  return [`**Published ${day(anchor)}** (${yearStated ? BASES[basis] : 'year assumed'}). ${text(reason)}`, ''];
}

function names(findings: Findings): string[] {
  return GROUPS.flatMap((group) => {
    const members = findings.report.entities.filter((entity) => TYPES[entity.type].group === group);
    if (members.length === 0) return [];
    const lines = members.map((entity) => {
      const link = webAddress(entity.link);
      const also = entity.aliases.length ? `also ${entity.aliases.map((alias) => `“${alias}”`).join(', ')}` : '';
      const details = [entity.role ?? '', belongs(entity) ?? '', also].filter(Boolean).map(text);
      const more = [`${entity.mentions.length}×`, ...details, ...(link === undefined ? [] : [`[Wikidata](<${link}>)`])];
      return `- **${text(entity.name)}** (${TYPES[entity.type].name}) · ${more.join(' · ')}`;
    });
    return [`### ${group}`, '', ...lines, ''];
  });
}

function voices(findings: Findings): string[] {
  const { sources } = findings.report.voices;
  const heard = sources.map((voice) => `- ${text(findings.name(voice))}${voice.named ? '' : ' (unnamed)'}: ${percent(voice.share)}`);
  const { unheard } = findings;
  return [
    ...section('Who is heard', sources.length ? ['Shares of what is attributed to somebody:', '', ...heard] : []),
    ...section('Written about and not heard', unheard.map((name) => `- ${text(name)}`)),
  ];
}

function digest(findings: Findings, about: About): string[] {
  const { summary, timeline, tail, wording, diagnostics } = findings.report;
  const address = webAddress(about.url);
  const positions = [...findings.byHolder.values()].flat();
  return [
    `# ${text(titleOf(about))}`,
    '',
    ...(address === undefined ? [] : [`<${address}>`, '']),
    ...publication(findings),
    ...section('Summary', summary.map((sentence) => `- ${text(sentence.text)}`)),
    ...section('Timeline', timeline.flatMap((told) => event(told, findings))),
    ...section('Told without a date, or only said', tail.flatMap((told) => undated(told, findings))),
    ...section('Positions', positions.flatMap((statement) => position(statement, findings))),
    ...section('Names', names(findings)),
    ...voices(findings),
    ...section(
      'The writer’s own words',
      wording.map((item) => `- “${text(item.text)}”: ${WORDINGS[item.kind]}. ${text(item.reason)}`),
    ),
    ...section('Notes', diagnostics.map((diagnostic) => `- ${text(diagnostic.message)}`)),
    '---',
    '',
    `*${text(colophon(about))}*`,
    '',
  ];
}

/** A digest of the findings for people, in Markdown. */
export const markdown: Export = {
  id: 'markdown',
  extension: 'md',
  mime: 'text/markdown;charset=utf-8',
  make: (findings, about) => digest(findings, about).join('\n').replace(/\n{3,}/g, '\n\n'),
};
