import type { Cell, Correction, Entity, Report, Source, Statement, TextRange, TimelineEvent } from '../../pkg/article_lens.js';
import { en, type Words } from './locales/en.js';
import { isAmount, isPlural, list } from './words.js';

/** A report with its text and a language to tell it in, and what views and exports look up in it. */
export class Findings {
  readonly entities: ReadonlyMap<string, Entity>;
  readonly statements: ReadonlyMap<string, Statement>;
  readonly #cells: ReadonlyMap<string, Cell>;

  constructor(
    readonly text: string,
    readonly report: Report,
    readonly words: Words = en,
  ) {
    this.entities = new Map(report.entities.map((entity) => [entity.id, entity]));
    this.statements = new Map(report.statements.map((statement) => [statement.id, statement]));
    this.#cells = new Map(report.matrix.cells.map((cell) => [`${cell.row}:${cell.column}`, cell]));
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
      if (statement.kind === 'claim') return this.words.stance.writer;
      const partners = statement.targets.filter((target) => target.role === 'partner');
      return partners.length ? this.#list(partners) : this.words.stance.nobody;
    }
    return this.#list([statement.source, ...statement.coSources]);
  }

  #list(parties: readonly { entityId: string | null; text: string }[]): string {
    return list(
      parties.map((party) => this.name(party)),
      this.words,
    );
  }

  /** The verb that goes with [`holders`]. */
  act({ act, source, coSources, targets }: Statement): string {
    const several = source === null ? targets.filter((target) => target.role === 'partner').length > 1 : coSources.length > 0 || isPlural(source);
    return this.words.acts[act][several ? 1 : 0];
  }

  /** The positions and deeds of somebody, without the writer's own claims and what is told of nobody. */
  get positions(): Statement[] {
    return this.report.statements.filter((statement) => statement.source !== null);
  }

  /** Who and what has a name, without the amounts. */
  get named(): Entity[] {
    return this.report.entities.filter((entity) => !isAmount(entity.type));
  }

  /** Whether the year of this event is a guess. */
  assumed(event: TimelineEvent): boolean {
    return !this.report.publication.yearStated && event.date.includes('X');
  }

  /** The names of an entity as they stand in the text, which is how a correction speaks of it. */
  surfaces(entity: Entity): string[] {
    const names = entity.mentions.filter((mention) => mention.kind === 'name').map((mention) => squeeze(mention.text));
    return [...new Set(names)];
  }

  /** The words of an event, which is how a correction speaks of it. */
  eventWords(event: TimelineEvent): string {
    return squeeze(this.quote(event.evidence));
  }

  /** Whether an entity has a part in an event. */
  inEvent(entity: string, event: TimelineEvent): boolean {
    return event.participants.includes(entity);
  }

  /** Whether an entity has a part in a statement. */
  inStatement(entity: string, { source, coSources, via, targets }: Statement): boolean {
    const parties: readonly (Source | Statement['targets'][number] | null)[] = [source, ...coSources, ...via, ...targets];
    return parties.some((party) => party?.entityId === entity);
  }

  /** The one spoken line of an analysis. */
  get headline(): string {
    const { entities, timeline } = this.report;
    const mentions = entities.reduce((sum, entity) => sum + entity.mentions.length, 0);
    return this.words.status(mentions, entities.length, timeline.length, this.positions.length);
  }
}

/** Words with single spaces, as corrections have them. */
function squeeze(words: string): string {
  return words.split(/\s+/).filter(Boolean).join(' ');
}

/** What a reader put right in one article. */
export interface Edits {
  /** The publication date that was chosen, `YYYY-MM-DD`. */
  readonly published: string | null;
  /** Names and events that were corrected, in the order in which it was done. */
  readonly corrections: readonly Correction[];
}

export const NO_EDITS: Edits = { published: null, corrections: [] };

/** How many things were put right. */
export function countEdits({ published, corrections }: Edits): number {
  return corrections.length + (published === null ? 0 : 1);
}
