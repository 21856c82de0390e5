import type { TextRange } from '../../../pkg/article_lens.js';
import { eventDate, said } from '../dates.js';
import { Findings } from '../findings.js';
import { polarity } from '../words.js';
import { titleOf, webAddress, type About, type Export } from './export.js';
import { uuid } from './uuid.js';

const CONTEXT = 'http://www.w3.org/ns/anno.jsonld';

/** How many characters before and after its words a quotation is known by. */
const AROUND = 32;

interface Body {
  readonly purpose: 'tagging' | 'describing' | 'linking';
  /** The words; the address where the purpose is linking. */
  readonly value: string;
}

/** What is said about some words of the article. */
interface Note {
  /** The name of the finding in its report: unlike it, the identifier of a note is made from text and place. */
  readonly about: string;
  readonly ranges: readonly TextRange[];
  readonly bodies: readonly Body[];
}

/** A text as characters (code points), by which annotations count. */
class Characters {
  readonly #all: readonly string[];
  /** The index of the character that a UTF-16 code unit begins. */
  readonly #index: Uint32Array;

  constructor(text: string) {
    this.#all = Array.from(text);
    this.#index = new Uint32Array(text.length + 1);
    let unit = 0;
    this.#all.forEach((character, i) => {
      this.#index.fill(i, unit, unit + character.length);
      unit += character.length;
    });
    this.#index[unit] = this.#all.length;
  }

  /** Both ways to find the words again: by what stands around them, and by their place. */
  selectors(range: TextRange): object[] {
    const start = this.#index[range.start]!;
    const end = this.#index[range.end]!;
    const words = (from: number, to: number): string => this.#all.slice(Math.max(0, from), to).join('');
    return [
      { type: 'TextQuoteSelector', exact: words(start, end), prefix: words(start - AROUND, start), suffix: words(end, end + AROUND) },
      { type: 'TextPositionSelector', start, end },
    ];
  }
}

function tag(value: string): Body {
  return { purpose: 'tagging', value };
}

function description(...parts: readonly string[]): Body {
  return { purpose: 'describing', value: parts.filter(Boolean).join(' — ') };
}

function* notes(findings: Findings): Generator<Note> {
  const { entities, times, timeline, tail, statements, wording } = findings.report;
  for (const entity of entities) {
    const link = webAddress(entity.link);
    const bodies = [tag(findings.words.types[entity.type].name), description(entity.name, entity.role ?? '', entity.reason)];
    if (link !== undefined) bodies.push({ purpose: 'linking', value: link });
    for (const { range } of entity.mentions) yield { about: 'mention', ranges: [range], bodies };
  }
  for (const time of times) {
    yield { about: 'time', ranges: [time.range], bodies: [tag('Time'), description(said(time, findings.words), time.value, time.reason)] };
  }
  for (const event of [...timeline, ...tail]) {
    const date = event.dating === 'expression' ? eventDate(event, findings.words) : '';
    const year = date !== '' && findings.assumed(event) ? 'the year is assumed' : '';
    yield { about: 'event', ranges: findings.telling(event), bodies: [tag('Event'), description(event.headline, date, year, event.reason)] };
  }
  for (const statement of statements) {
    const towards = statement.targets.map((target) => `${findings.words.roles[target.role]} ${findings.name(target)} (${polarity(target.polarity, findings.words).word})`);
    const words = `${findings.holders(statement)} ${findings.act(statement)}`;
    yield {
      about: 'position',
      ranges: statement.evidence,
      bodies: [tag('Position'), description(words, towards.join(', '), findings.circumstances(statement), statement.reason)],
    };
  }
  for (const { range, kind, reason } of wording) {
    yield { about: 'wording', ranges: [range], bodies: [tag('Wording'), description(findings.words.wordings[kind], reason)] };
  }
}

function bodyOf({ purpose, value }: Body): object {
  return purpose === 'linking'
    ? { type: 'SpecificResource', source: value, purpose }
    : { type: 'TextualBody', value, format: 'text/plain', language: 'en', purpose };
}

/**
 * Annotations of the article as the Web Annotation Data Model has them, in JSON-LD: names, times, events,
 * positions and wording. Where the article has no address, a name made from its text stands for it.
 */
export const annotations: Export = {
  id: 'annotations',
  extension: 'annotations.jsonld',
  mime: `application/ld+json;profile="${CONTEXT}"`,
  make: ({ text, report }: Findings, about: About) => {
    // What is said of the words is said in the language that the bodies are marked with.
    const findings = new Findings(text, report);
    const article = uuid(findings.text);
    const source = webAddress(about.url) ?? `urn:uuid:${article}`;
    const characters = new Characters(findings.text);
    const items = [...notes(findings)].map((note) => ({
      id: `urn:uuid:${uuid(article, note.about, JSON.stringify(note.ranges), JSON.stringify(note.bodies))}`,
      type: 'Annotation',
      motivation: note.bodies.map((body) => body.purpose),
      created: about.made,
      body: note.bodies.map(bodyOf),
      target: note.ranges.map((range) => ({ source, selector: characters.selectors(range) })),
    }));
    const id = `urn:uuid:${uuid(article, 'collection')}`;
    const page = { id: `urn:uuid:${uuid(article, 'page')}`, type: 'AnnotationPage', partOf: id, startIndex: 0, items };
    const collection = {
      '@context': CONTEXT,
      id,
      type: 'AnnotationCollection',
      label: titleOf(about, findings.words),
      generator: { type: 'Software', name: `Article Lens ${about.version}` },
      total: items.length,
      ...(items.length && { first: page }),
    };
    return `${JSON.stringify(collection, null, 2)}\n`;
  },
};
