import type { Statement, TextRange, TimelineEvent } from '../../../pkg/article_lens.js';
import { day, eventDate } from '../dates.js';
import type { Findings } from '../findings.js';
import { GROUPS } from '../locales/en.js';
import { belongs, percent, polarity } from '../words.js';
import { oneLine, titleOf, webAddress, type About, type Export } from './export.js';

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
  const date = text(eventDate(told, findings.words)) + (findings.assumed(told) ? ` (${findings.words.publication.assumed})` : '');
  return [`- **${date}** — ${text(told.headline)}  `, `  *${text(told.reason)}*`, '', quoted(findings, findings.telling(told)), ''];
}

function undated(told: TimelineEvent, findings: Findings): string[] {
  const date = told.dating === 'expression' ? ` (${text(eventDate(told, findings.words))}${findings.assumed(told) ? `, ${findings.words.publication.assumed}` : ''})` : '';
  return [`- ${text(told.headline)}${date}  `, `  *${text(told.reason)}*`];
}

function position(statement: Statement, findings: Findings): string[] {
  const towards = statement.targets.map(
    (target) => `${findings.words.roles[target.role]} ${text(findings.name(target))} (${polarity(target.polarity, findings.words).word})`,
  );
  return [
    `- **${text(findings.holders(statement))}** ${findings.act(statement)}${towards.length ? ` — ${towards.join('; ')}` : ''}  `,
    `  *${text(findings.circumstances(statement))} — ${text(statement.reason)}*`,
    '',
    quoted(findings, statement.evidence),
    '',
  ];
}

function publication(findings: Findings): string[] {
  const { anchor, yearStated, basis, reason } = findings.report.publication;
  return [`**${findings.words.publication.published(day(anchor, findings.words))}** (${yearStated ? findings.words.bases[basis] : findings.words.publication.assumed}). ${text(reason)}`, ''];
}

function names(findings: Findings): string[] {
  return GROUPS.flatMap((group) => {
    const members = findings.report.entities.filter((entity) => findings.words.types[entity.type].group === group);
    if (members.length === 0) return [];
    const lines = members.map((entity) => {
      const link = webAddress(entity.link);
      const also = entity.aliases.length ? findings.words.entities.also(entity.aliases.map((alias) => `“${alias}”`).join(', ')) : '';
      const details = [entity.role ?? '', belongs(entity, findings.words) ?? '', also].filter(Boolean).map(text);
      const more = [`${entity.mentions.length}×`, ...details, ...(link === undefined ? [] : [`[Wikidata](<${link}>)`])];
      return `- **${text(entity.name)}** (${findings.words.types[entity.type].name}) · ${more.join(' · ')}`;
    });
    return [`### ${findings.words.groups[group]}`, '', ...lines, ''];
  });
}

function voices(findings: Findings): string[] {
  const { sources } = findings.report.voices;
  const heard = sources.map((voice) => `- ${text(findings.name(voice))}${voice.named ? '' : ` (${findings.words.stance.unnamed})`}: ${percent(voice.share, findings.words)}`);
  const { unheard } = findings;
  return [
    ...section(findings.words.stance.heard, sources.length ? [findings.words.saved.shares, '', ...heard] : []),
    ...section(findings.words.saved.unheard, unheard.map((name) => `- ${text(name)}`)),
  ];
}

function digest(findings: Findings, about: About): string[] {
  const { words } = findings;
  const { summary, timeline, tail, wording, diagnostics } = findings.report;
  const address = webAddress(about.url);
  const positions = [...findings.byHolder.values()].flat();
  return [
    `# ${text(titleOf(about, findings.words))}`,
    '',
    ...(address === undefined ? [] : [`<${address}>`, '']),
    ...publication(findings),
    ...section(words.saved.summary, summary.map((sentence) => `- ${text(sentence.text)}`)),
    ...section(words.timeline.title, timeline.flatMap((told) => event(told, findings))),
    ...section(words.timeline.tail, tail.flatMap((told) => undated(told, findings))),
    ...section(words.views.stance, positions.flatMap((statement) => position(statement, findings))),
    ...section(words.views.entities, names(findings)),
    ...voices(findings),
    ...section(
      words.stance.wording,
      wording.map((item) => `- “${text(item.text)}”: ${findings.words.wordings[item.kind]}. ${text(item.reason)}`),
    ),
    ...section(words.saved.notes, diagnostics.map((diagnostic) => `- ${text(diagnostic.message)}`)),
    '---',
    '',
    `*${text(findings.words.saved.made(about.version))}*`,
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
