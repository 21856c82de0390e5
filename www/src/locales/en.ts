import type {
  Act,
  CellLabel,
  EntityType,
  PublicationBasis,
  StatementAttribution,
  TargetRole,
  TimeCertainty,
  WordingKind,
} from '../../../pkg/article_lens.js';

const number = new Intl.NumberFormat('en-GB');
const ordinals = new Intl.PluralRules('en-GB', { type: 'ordinal' });

/** `1 mention`, `2 mentions`. */
function count(n: number, one: string, many = `${one}s`): string {
  return `${number.format(n)} ${n === 1 ? one : many}`;
}

function ordinal(n: number): string {
  return n + ({ one: 'st', two: 'nd', few: 'rd' }[ordinals.select(n) as string] ?? 'th');
}

/** A kind of entity: the short label beside its marks, its name, and the group it is listed under. */
export interface TypeWords {
  readonly short: string;
  readonly name: string;
  readonly group: Group;
}

export const GROUPS = ['people', 'organisations', 'places', 'groups', 'events', 'things', 'amounts'] as const;
export type Group = (typeof GROUPS)[number];

const UNITS: Record<string, string> = {
  D: 'day',
  W: 'week',
  WE: 'weekend',
  M: 'month',
  Q: 'quarter',
  Y: 'year',
  DE: 'decade',
  CE: 'century',
  N: 'night',
  TH: 'hour',
  TM: 'minute',
  TS: 'second',
};

const SEASONS: Record<string, string> = {
  SP: 'Spring',
  SU: 'Summer',
  FA: 'Autumn',
  WI: 'Winter',
  H1: 'First half of',
  H2: 'Second half of',
};

const types: Record<EntityType, TypeWords> = {
  PERSON: { short: 'person', name: 'Person', group: 'people' },
  ORG: { short: 'org', name: 'Organisation', group: 'organisations' },
  GPE: { short: 'place', name: 'Country, region or city', group: 'places' },
  LOC: { short: 'loc', name: 'Location', group: 'places' },
  FAC: { short: 'site', name: 'Site', group: 'places' },
  NORP: { short: 'group', name: 'Nationality or group', group: 'groups' },
  EVENT: { short: 'event', name: 'Named event', group: 'events' },
  LAW: { short: 'law', name: 'Law or treaty', group: 'things' },
  WORK: { short: 'work', name: 'Work', group: 'things' },
  PRODUCT: { short: 'thing', name: 'Product', group: 'things' },
  MONEY: { short: 'money', name: 'Amount of money', group: 'amounts' },
  PERCENT: { short: 'share', name: 'Share', group: 'amounts' },
  QUANTITY: { short: 'amount', name: 'Measure', group: 'amounts' },
};

const groups: Record<Group, string> = {
  people: 'People',
  organisations: 'Organisations',
  places: 'Places',
  groups: 'Groups',
  events: 'Events',
  things: 'Laws, works, things',
  amounts: 'Amounts',
};

/** The act as the verb of a sentence whose subject is one holder, or several. */
const acts: Record<Act, readonly [one: string, many: string]> = {
  say: ['says', 'say'],
  praise: ['praises', 'praise'],
  support: ['supports', 'support'],
  offer: ['offers', 'offer'],
  consult: ['talks', 'talk'],
  concede: ['concedes', 'concede'],
  urge: ['urges', 'urge'],
  concern: ['is concerned', 'are concerned'],
  question: ['questions', 'question'],
  criticise: ['criticises', 'criticise'],
  blame: ['blames', 'blame'],
  deny: ['denies', 'deny'],
  reject: ['rejects', 'reject'],
  oppose: ['opposes', 'oppose'],
  threaten: ['threatens', 'threaten'],
  help: ['helps', 'help'],
  harm: ['acts against', 'act against'],
};

const roles: Record<TargetRole, string> = {
  object: 'towards',
  addressee: 'to',
  topic: 'about',
  partner: 'with',
};

const cells: Record<CellLabel, { readonly word: string; readonly meaning: string }> = {
  supportive: { word: 'supportive', meaning: 'more for than against' },
  critical: { word: 'critical', meaning: 'more against than for' },
  mixed: { word: 'mixed', meaning: 'both for and against' },
  engaged: { word: 'engaged', meaning: 'in contact, taking no side' },
};

const vouchers: Record<StatementAttribution, string> = {
  direct: 'in its own words, quoted',
  mixed: 'partly quoted',
  indirect: 'in the writer’s words',
  act: 'a deed the writer reports',
  narrator: 'the writer’s own voice',
};

const wordings: Record<WordingKind, string> = {
  unattributedEvaluation: 'a judgement nobody is named for',
  unattributedCause: 'a cause nobody is named for',
  unattributedCharacterisation: 'a description nobody is named for',
  vagueAttribution: 'a vague source',
  collectiveSource: 'a group speaks, nobody in it is named',
  loadedLabel: 'a word that judges whom it names',
  agentlessPassive: 'done, but not said by whom',
};

const bases: Record<PublicationBasis, string> = {
  given: 'chosen',
  metadata: 'from the page',
  dateline: 'from the dateline',
  facts: 'worked out from the text',
  today: 'no date found: today stands in',
};

const certainties: Record<TimeCertainty, string> = {
  stated: 'stated in the text',
  inferred: 'worked out',
  vague: 'vague in the text',
};

/** Every word that the element says, in English; other languages have the same shape. */
export const en = {
  /** Language and region of dates and numbers. */
  locale: 'en-GB',
  direction: 'ltr' as 'ltr' | 'rtl',
  types,
  groups,
  acts,
  roles,
  cells,
  vouchers,
  wordings,
  bases,
  certainties,
  polarity: { for: 'for', against: 'against', neither: 'takes no side' },
  surety: { asserted: 'asserted', reported: 'reported', hedged: 'hedged' },
  relations: {
    capital: (of: string) => `capital of ${of}`,
    place: (of: string) => `in ${of}`,
    demonym: (of: string) => `of ${of}`,
    member: (of: string) => `of ${of}`,
  },

  views: { article: 'Article', timeline: 'Timeline', stance: 'Positions', entities: 'Names' },
  viewsLabel: 'Findings',
  back: 'Back to findings',
  failed: 'This article could not be analysed here.',
  close: 'Close',
  more: (n: number) => `Show ${number.format(n)} more`,
  status: (mentions: number, names: number, events: number, positions: number) =>
    `${count(mentions, 'mention')} of ${count(names, 'name')}, ${count(events, 'dated event')}, ${count(positions, 'position')}`,
  datesMoved: (day: string) => `Dates now count from ${day}.`,

  publication: {
    label: 'Publication date',
    published: (day: string) => `Published ${day}`,
    change: 'change',
    assumed: 'year assumed',
    question: 'Year assumed',
    isIt: (year: string) => ` — is it ${year}?`,
    choice: (day: string) => `published ${day}`,
  },

  article: {
    label: 'Article',
    show: 'Show in the article',
    dates: 'Dates',
    all: 'Show all',
    none: 'Hide all',
    only: (name: string) => `Only ${name}`,
    everything: 'Show everything',
    date: 'date',
  },

  card: {
    also: (names: string) => `Also: ${names}`,
    previous: 'Previous',
    next: 'Next',
    place: (n: number, of: number) => `${n} of ${of}`,
    only: 'Show only this',
  },

  fix: {
    open: 'Not right?',
    kind: 'It is a',
    same: 'It is the same as',
    choose: 'choose …',
    apart: (name: string) => `“${name}” is somebody or something else`,
    noName: 'This is not a name',
    noEvent: 'Not an event',
    undo: 'Undo',
    done: (n: number) => count(n, 'correction'),
    said: {
      type: (name: string, kind: string) => `“${name}” is now: ${kind}.`,
      notName: (name: string) => `“${name}” is no longer a name.`,
      merge: (a: string, b: string) => `“${a}” and “${b}” are now one.`,
      split: (name: string) => `“${name}” now stands by itself.`,
      notEvent: (words: string) => `“${words}” is no longer an event.`,
      undone: 'The last change was undone.',
    },
  },

  entities: {
    title: 'People and places',
    names: (n: number) => count(n, 'name'),
    none: 'No names found.',
    also: (names: string) => `also ${names}`,
    mentions: (n: number): string => (n === 1 ? ' mention' : ' mentions'),
  },

  timeline: {
    title: 'Timeline',
    events: (n: number) => count(n, 'dated event'),
    none: 'No dated events found.',
    participants: 'Who takes part',
    tail: 'Told without a date, or only said',
    picture: 'Timeline as a picture',
    longer: 'longer than a day',
    goesOn: 'goes on',
    left: 'days left out',
    span: (n: number, from: string, to: string) => `${count(n, 'event')} from ${from} to ${to}.`,
    broken: (from: string, to: string) => `The axis is broken between ${from} and ${to}.`,
    grouped: (n: number, clusters: number) => `${count(n, 'event')} stand close together in ${clusters === 1 ? 'a group' : count(clusters, 'group')}.`,
    cluster: (n: number, first: number) => `${count(n, 'event')} close together, the first is ${number.format(first)}`,
  },

  stance: {
    title: 'Positions the article reports',
    positions: (n: number) => count(n, 'position'),
    none: 'No positions found.',
    matrix: 'Who towards whom',
    region: 'Positions, holder by target',
    caption: 'The position each holder is reported to take towards each target',
    members: (n: number) => `, with ${count(n, 'member')}`,
    says: 'says',
    does: 'does',
    notStated: 'not stated',
    towards: (from: string, to: string, n: number) => `: ${from} towards ${to}, ${count(n, 'statement')}`,
    showMatters: (n: number) => `Show ${count(n, 'matter')}`,
    hideMatters: (n: number) => `Hide ${count(n, 'matter')}`,
    statements: 'Statement by statement',
    via: (name: string) => `via ${name}`,
    negated: 'negated',
    writer: 'The writer',
    nobody: 'Not said who',
    heard: 'Who is heard',
    shares: (attributed: string, direct: string) =>
      `${attributed} of the text is somebody’s words or views, ${direct} is in quotation marks. Shares of what is attributed:`,
    unnamed: 'unnamed',
    unheard: 'Not heard:',
    wording: 'The writer’s own words',
  },

  /** What is saved has headings and notes of its own. */
  saved: {
    untitled: 'Article',
    made: (version: string) =>
      `Made by Article Lens ${version} on the reader’s own device. It shows what the article says and in which words; it judges nothing.`,
    contents: 'Contents',
    summary: 'Summary',
    sources: 'Where the dates come from',
    notes: 'Notes',
    unheard: 'Written about and not heard',
    shares: 'Shares of what is attributed to somebody:',
    matters: 'Who on which matter',
    counted: 'counted for the one above as well.',
  },

  dates: {
    since: (date: string) => `since ${date}`,
    between: (a: string, b: string) => `between ${a} and ${b}`,
    week: (day: string) => `week of ${day}`,
    quarter: (n: number, year: string) => `${ordinal(n)} quarter of ${year}`,
    season: (code: string, year: string) => `${SEASONS[code] ?? 'Season of'} ${year}`,
    decade: (year: string) => `${year.slice(0, 3)}0s`,
    century: (n: number) => `${ordinal(n)} century`,
    parts: { MO: 'morning', MI: 'midday', AF: 'afternoon', EV: 'evening', NI: 'night' } as Record<string, string>,
    /** `n` units of TIMEX3; `X` for some. Nothing for a unit that is not known. */
    length: (n: string, unit: string): string | undefined => {
      const one = UNITS[unit];
      if (one === undefined) return undefined;
      const many = one === 'century' ? 'centuries' : `${one}s`;
      return n === 'X' ? `some ${many}` : `${n} ${n === '1' ? one : many}`;
    },
    every: (what: string) => `every ${what.replace(/^1 /, '')}`,
    repeatedly: 'repeatedly',
    vague: { PAST_REF: 'some time in the past', PRESENT_REF: 'now', FUTURE_REF: 'some time to come' } as Record<string, string>,
    unsaid: 'a time that the text does not say',
  },
};

/** What a language says. */
export type Words = typeof en;
