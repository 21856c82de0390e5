import type {
  Act,
  CellLabel,
  EntityType,
  PublicationBasis,
  StatementAttribution,
  TargetRole,
  TimeCertainty,
  WordingKind,
} from '../../pkg/article_lens.js';

/** A kind of entity: the short label beside its marks, its name, and the group it is listed under. */
export const TYPES: Record<EntityType, { short: string; name: string; group: string }> = {
  PERSON: { short: 'person', name: 'Person', group: 'People' },
  ORG: { short: 'org', name: 'Organisation', group: 'Organisations' },
  GPE: { short: 'place', name: 'Country, region or city', group: 'Places' },
  LOC: { short: 'loc', name: 'Location', group: 'Places' },
  FAC: { short: 'site', name: 'Site', group: 'Places' },
  NORP: { short: 'group', name: 'Nationality or group', group: 'Groups' },
  EVENT: { short: 'event', name: 'Named event', group: 'Events' },
  LAW: { short: 'law', name: 'Law or treaty', group: 'Laws, works, things' },
  WORK: { short: 'work', name: 'Work', group: 'Laws, works, things' },
  PRODUCT: { short: 'thing', name: 'Product', group: 'Laws, works, things' },
  MONEY: { short: 'money', name: 'Amount of money', group: 'Amounts' },
  PERCENT: { short: 'share', name: 'Share', group: 'Amounts' },
  QUANTITY: { short: 'amount', name: 'Measure', group: 'Amounts' },
};

export const GROUPS = ['People', 'Organisations', 'Places', 'Groups', 'Events', 'Laws, works, things', 'Amounts'] as const;

/** The act as the verb of a sentence whose subject is the holder. */
export const ACTS: Record<Act, string> = {
  say: 'says',
  praise: 'praises',
  support: 'supports',
  offer: 'offers',
  consult: 'talks with',
  concede: 'concedes',
  urge: 'urges',
  concern: 'is concerned about',
  question: 'questions',
  criticise: 'criticises',
  blame: 'blames',
  deny: 'denies',
  reject: 'rejects',
  oppose: 'opposes',
  threaten: 'threatens',
  help: 'helps',
  harm: 'acts against',
};

export const ROLES: Record<TargetRole, string> = {
  object: 'towards',
  addressee: 'to',
  topic: 'about',
  partner: 'with',
};

export const CELLS: Record<CellLabel, { symbol: string; meaning: string }> = {
  supportive: { symbol: '▲', meaning: 'more for than against' },
  critical: { symbol: '▼', meaning: 'more against than for' },
  mixed: { symbol: '◆', meaning: 'both for and against' },
  engaged: { symbol: '●', meaning: 'in contact, taking no side' },
};

export function polarity(value: number): { symbol: string; word: string } {
  if (value > 0) return { symbol: '▲', word: 'for' };
  return value < 0 ? { symbol: '▼', word: 'against' } : { symbol: '●', word: 'takes no side' };
}

export const VOUCHERS: Record<StatementAttribution, string> = {
  direct: 'in its own words, quoted',
  mixed: 'partly quoted',
  indirect: 'in the writer’s words',
  act: 'a deed the writer reports',
  narrator: 'the writer’s own voice',
};

export function certainty(value: number): string {
  if (value >= 0.9) return 'asserted';
  return value >= 0.6 ? 'reported' : 'hedged';
}

export const WORDINGS: Record<WordingKind, string> = {
  unattributedEvaluation: 'a judgement nobody is named for',
  unattributedCause: 'a cause nobody is named for',
  unattributedCharacterisation: 'a description nobody is named for',
  vagueAttribution: 'a vague source',
  collectiveSource: 'a group speaks, nobody in it is named',
  loadedLabel: 'a word that judges whom it names',
  agentlessPassive: 'done, but not said by whom',
};

export const BASES: Record<PublicationBasis, string> = {
  given: 'chosen',
  metadata: 'from the page',
  dateline: 'from the dateline',
  facts: 'worked out from the text',
  today: 'no date found: today stands in',
};

export const CERTAINTIES: Record<TimeCertainty, string> = {
  stated: 'stated in the text',
  inferred: 'worked out',
  vague: 'vague in the text',
};

/** `1 mention`, `2 mentions`. */
export function count(n: number, noun: string): string {
  return `${n.toLocaleString('en-GB')} ${noun}${n === 1 ? '' : 's'}`;
}

/** A share from 0 to 1 as `31 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
