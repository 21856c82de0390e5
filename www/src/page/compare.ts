import type { Cell, Entity, Party, TextRange, TimelineEvent } from '../../../pkg/article_lens.js';
import type { Findings } from '../findings.js';

/** Something that one article or both have. */
export interface Row<T> {
  readonly a: T | undefined;
  readonly b: T | undefined;
}

/** What happened on one date, by either article. */
export interface DateRow {
  readonly start: string;
  readonly a: readonly TimelineEvent[];
  readonly b: readonly TimelineEvent[];
}

/** A position of one party towards another. */
export interface Position {
  readonly holder: string;
  readonly target: string;
  readonly cell: Cell;
}

/** Two articles side by side. */
export interface Comparison {
  readonly names: readonly Row<Entity>[];
  readonly dates: readonly DateRow[];
  readonly positions: readonly Row<Position>[];
}

/** The names of an entity in small letters, without what two writers set differently. */
function keys(entity: Entity, findings: Findings): Set<string> {
  const plain = (name: string): string => name.toLowerCase().replace(/^the /, '').replace(/[’'.]/g, '');
  return new Set([entity.name, ...findings.surfaces(entity)].map(plain));
}

/** Which entity of `b` is the one of `a`: the same page, the same name, or a name in common and the same kind. */
function pairs(a: Findings, b: Findings): Map<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const others = b.named.map((entity) => ({ entity, keys: keys(entity, b) }));
  for (const entity of a.named) {
    const own = keys(entity, a);
    const group = a.words.types[entity.type].group;
    const other = others.find(({ entity: candidate, keys: names }) => {
      if (taken.has(candidate.id)) return false;
      if (entity.link !== null && candidate.link !== null) return entity.link === candidate.link;
      if (candidate.name === entity.name) return true;
      return b.words.types[candidate.type].group === group && [...own].some((name) => names.has(name));
    });
    if (!other) continue;
    taken.add(other.entity.id);
    found.set(entity.id, other.entity.id);
  }
  return found;
}

function names(a: Findings, b: Findings, same: ReadonlyMap<string, string>): Row<Entity>[] {
  const matched = new Set(same.values());
  return [
    ...a.named.map((entity) => ({ a: entity, b: b.entities.get(same.get(entity.id) ?? '') })),
    ...b.named.filter((entity) => !matched.has(entity.id)).map((entity) => ({ a: undefined, b: entity })),
  ];
}

/** A row for each date that an article says, in the order of time. */
function dates(a: Findings, b: Findings): DateRow[] {
  const byDate = new Map<string, { start: string; a: TimelineEvent[]; b: TimelineEvent[] }>();
  const add = (event: TimelineEvent, side: 'a' | 'b'): void => {
    const key = `${event.start} ${event.end} ${event.open}`;
    const row = byDate.get(key) ?? { start: event.start, a: [], b: [] };
    row[side].push(event);
    byDate.set(key, row);
  };
  for (const event of a.report.timeline) add(event, 'a');
  for (const event of b.report.timeline) add(event, 'b');
  return [...byDate.values()].sort((one, other) => one.start.localeCompare(other.start));
}

/** The positions of one article under keys that both share. */
function held(findings: Findings, key: (party: Party) => string): Map<string, Position> {
  const { rows, columns, cells } = findings.report.matrix;
  const found = new Map<string, Position>();
  for (const cell of cells) {
    const [row, column] = [rows[cell.row], columns[cell.column]];
    if (!row || !column || column.topic) continue;
    found.set(`${key(row)} → ${key(column)}`, { holder: findings.name(row), target: findings.name(column), cell });
  }
  return found;
}

function positions(a: Findings, b: Findings, same: ReadonlyMap<string, string>): Row<Position>[] {
  const back = new Map([...same].map(([ofA, ofB]) => [ofB, ofA]));
  const ofA = held(a, (party) => party.entityId ?? party.text.toLowerCase());
  const ofB = held(b, (party) => (party.entityId === null ? party.text.toLowerCase() : (back.get(party.entityId) ?? `b:${party.entityId}`)));
  return [
    ...[...ofA].map(([key, position]) => ({ a: position, b: ofB.get(key) })),
    ...[...ofB].filter(([key]) => !ofA.has(key)).map(([, position]) => ({ a: undefined, b: position })),
  ];
}

/** Which names, dates and positions one article has and the other lacks. */
export function compare(a: Findings, b: Findings): Comparison {
  const same = pairs(a, b);
  return { names: names(a, b, same), dates: dates(a, b), positions: positions(a, b, same) };
}

/** The words that show a position. */
export function evidenceOf(position: Position, findings: Findings): TextRange[] {
  return findings.pick(position.cell.statementIds).flatMap((statement) => statement.evidence);
}
