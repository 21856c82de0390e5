import type { Cell, Entity, Report, Source, Statement, TextRange, TimelineEvent, Voice } from '../../pkg/article_lens.js';
import { certainty, count, VOUCHERS } from './words.js';

/** A report with what the views look up in it. */
export class Findings {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly #cells: ReadonlyMap<string, Cell>;
  readonly #contents: ReadonlyMap<string, TextRange[]>;

  constructor(
    readonly text: string,
    readonly report: Report,
  ) {
    this.entities = new Map(report.entities.map((entity) => [entity.id, entity]));
    this.statements = new Map(report.statements.map((statement) => [statement.id, statement]));
    this.#cells = new Map(report.matrix.cells.map((cell) => [`${cell.row}:${cell.column}`, cell]));
    this.#contents = new Map(report.attributions.map(({ id, content }) => [id, content]));
  }

  cell(row: number, column: number): Cell | undefined {
    return this.#cells.get(`${row}:${column}`);
  }

  pick(ids: readonly string[]): Statement[] {
    return ids.flatMap((id) => this.statements.get(id) ?? []);
  }

  quote({ start, end }: TextRange): string {
    return this.text.slice(start, end);
  }

  /** What a party is called: the name of its entity, else its own words. */
  name(party: { entityId: string | null; text: string }): string {
    return (party.entityId === null ? undefined : this.entities.get(party.entityId)?.name) ?? party.text;
  }

  /** Whoever holds a statement, joint holders included. */
  holders(statement: Statement): string {
    if (statement.source === null) {
      if (statement.kind === 'claim') return 'The writer';
      const partners = statement.targets.filter((target) => target.role === 'partner');
      return partners.length ? new Intl.ListFormat('en-GB').format(partners.map((target) => this.name(target))) : 'Not said who';
    }
    const all: Source[] = [statement.source, ...statement.coSources];
    return new Intl.ListFormat('en-GB').format(all.map((source) => this.name(source)));
  }

  /** The positions and deeds of somebody, without the writer's own claims and what is told of nobody. */
  get positions(): Statement[] {
    return this.report.statements.filter((statement) => statement.source !== null);
  }

  /** Every statement under whoever holds it; the writer's own and what is told of nobody come last. */
  get byHolder(): Map<string, Statement[]> {
    const groups = new Map<string, Statement[]>();
    for (const statement of [...this.positions, ...this.report.statements.filter(({ source }) => source === null)]) {
      const holder = this.holders(statement);
      const group = groups.get(holder);
      if (group) group.push(statement);
      else groups.set(holder, [statement]);
    }
    return groups;
  }

  /** Through whom, how surely and in whose words a statement is known. */
  circumstances(statement: Statement): string {
    const via = statement.via.map((source) => this.name(source)).join(', via ');
    return [
      via ? `via ${via}` : '',
      certainty(statement.certainty),
      VOUCHERS[statement.attribution],
      statement.negated ? 'negated' : '',
    ]
      .filter(Boolean)
      .join(' · ');
  }

  /** What somebody is heard with: the words attributed to a voice. */
  heard(voice: Voice): TextRange[] {
    return voice.attributionIds.flatMap((id) => this.#contents.get(id) ?? []);
  }

  /** The names of those who are written about and not heard. */
  get unheard(): string[] {
    return this.report.voices.unheard.map((id) => this.entities.get(id)?.name ?? id);
  }

  /** The words that tell an event, wherever the text does. */
  telling(event: TimelineEvent): TextRange[] {
    return [event.evidence, ...event.mentions];
  }

  /** Whether the year of this event is a guess. */
  assumed(event: TimelineEvent): boolean {
    return !this.report.publication.yearStated && event.date.includes('X');
  }

  /** The one spoken line of an analysis. */
  get headline(): string {
    const { entities, timeline } = this.report;
    const mentions = entities.reduce((sum, entity) => sum + entity.mentions.length, 0);
    return [
      `${count(mentions, 'mention')} of ${count(entities.length, 'name')}`,
      count(timeline.length, 'dated event'),
      count(this.positions.length, 'position'),
    ].join(', ');
  }
}
