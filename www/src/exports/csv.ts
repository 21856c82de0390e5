import type { TextRange } from '../../../pkg/article_lens.js';
import { eventDate } from '../dates.js';
import { Findings } from '../findings.js';
import { belongs, polarity, surety } from '../words.js';
import { plain, type Export } from './export.js';

type Cell = string | number | null;

/** Several values in one cell. */
const AND = ' | ';

/** What a spreadsheet would take for a formula, in narrow and in wide letters. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/**
 * A cell as RFC 4180 has it, in quotes where it needs them.
 * A leading apostrophe makes text of what a spreadsheet would work out as a formula.
 */
function field(cell: Cell): string {
  const text = plain(String(cell ?? ''));
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /["\r\n,;\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** A table with a byte order mark, by which spreadsheets know UTF-8. */
function table(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `\ufeff${[header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;
}

/** `12..18`, first to one past the last UTF-16 code unit; a spreadsheet would read `12-18` as a date. */
function offsets(ranges: readonly TextRange[]): string {
  return ranges.map(({ start, end }) => `${start}..${end}`).join(AND);
}

/** The two cells for `WHERE`: words of the article and their place. */
function shown(findings: Findings, ranges: readonly TextRange[]): [string, string] {
  return [ranges.map((range) => findings.quote(range)).join(AND), offsets(ranges)];
}

/** Tables are for programs too: their words are English, whatever language the reader has chosen. */
function english(make: (findings: Findings) => string): (findings: Findings) => string {
  return ({ text, report }) => make(new Findings(text, report));
}

const WHERE = ['words', 'offsets_utf16'] as const;
const SENTENCE = ['sentence', 'sentence_offsets_utf16'] as const;

/** Names: a row for each, the most important first. */
export const csvNames: Export = {
  id: 'csv-names',
  extension: 'names.csv',
  mime: 'text/csv;charset=utf-8',
  make: english((findings) =>
    table(
      ['id', 'name', 'type', 'kind', 'role', 'belongs', 'also', 'link', 'salience', 'reason', 'mentions', ...WHERE],
      findings.report.entities.map((entity) => [
        entity.id,
        entity.name,
        entity.type,
        findings.words.types[entity.type].name,
        entity.role,
        belongs(entity, findings.words) ?? null,
        entity.aliases.join(AND),
        entity.link,
        entity.salience,
        entity.reason,
        entity.mentions.length,
        ...shown(findings, entity.mentions.map((mention) => mention.range)),
      ]),
    ),
  ),
};

/** Events: a row for each, those of the timeline first, then its tail. */
export const csvTimeline: Export = {
  id: 'csv-timeline',
  extension: 'timeline.csv',
  mime: 'text/csv;charset=utf-8',
  make: english((findings) => {
    const { timeline, tail } = findings.report;
    const parts = [
      ['timeline', timeline],
      ['tail', tail],
    ] as const;
    return table(
      [
        ...['id', 'part', 'kind', 'dating', 'headline', 'date', 'value', 'first_day', 'last_day', 'open', 'precision', 'certainty'],
        ...['year_assumed', 'who', 'reason', ...WHERE, ...SENTENCE],
      ],
      parts.flatMap(([part, events]) =>
        events.map((event) => [
          event.id,
          part,
          event.kind,
          event.dating,
          event.headline,
          eventDate(event, findings.words),
          event.date,
          event.start,
          event.end,
          event.open ? 'yes' : 'no',
          event.precision,
          findings.words.certainties[event.certainty],
          findings.assumed(event) ? 'yes' : 'no',
          event.participants.flatMap((id) => findings.entities.get(id)?.name ?? []).join(AND),
          event.reason,
          ...shown(findings, findings.telling(event)),
          ...shown(findings, [event.sentence]),
        ]),
      ),
    );
  }),
};

/** Positions: a row for each target of each statement, and one for a statement without a target. */
export const csvPositions: Export = {
  id: 'csv-positions',
  extension: 'positions.csv',
  mime: 'text/csv;charset=utf-8',
  make: english((findings) =>
    table(
      [
        ...['id', 'kind', 'holder', 'via', 'act', 'target_role', 'target', 'polarity', 'certainty', 'attribution', 'negated'],
        ...['category', 'reason', ...WHERE, ...SENTENCE],
      ],
      findings.report.statements.flatMap((statement) =>
        (statement.targets.length ? statement.targets : [null]).map((target) => [
          statement.id,
          statement.kind,
          findings.holders(statement),
          statement.via.map((source) => findings.name(source)).join(AND),
          findings.act(statement),
          target && findings.words.roles[target.role],
          target && findings.name(target),
          target && polarity(target.polarity, findings.words).word,
          surety(statement.certainty, findings.words),
          findings.words.vouchers[statement.attribution],
          statement.negated ? 'yes' : 'no',
          statement.category,
          statement.reason,
          ...shown(findings, statement.evidence),
          ...shown(findings, [statement.sentence]),
        ]),
      ),
    ),
  ),
};
