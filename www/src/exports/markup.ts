import { plain } from './export.js';

/** What may stand in a template: `false` and nothing leave no trace. */
export type Content = Markup | string | number | false | null | undefined | readonly Content[];

/** HTML that came out of a template, and so is safe to put into another. */
export class Markup {
  readonly #source: string;

  /** For `html` alone: `source` is taken as it is. */
  private constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }

  /** See `html`. */
  static of(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
    return new Markup(String.raw({ raw: strings }, ...values.map(source)));
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function source(value: Content): string {
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(source).join('');
  if (value === false || value === null || value === undefined) return '';
  return plain(String(value)).replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

/**
 * A template of HTML in which every value is text, in an element or in a quoted attribute, unless it came
 * out of a template itself.
 */
export const html = Markup.of;
