const number = new Intl.NumberFormat('en-GB');

/** Every word that the page says around the element, in English; other languages have the same shape. */
export const pageEn = {
  /** What the language calls itself, and its code. */
  language: 'English',
  code: 'en',
  title: 'Article Lens',
  /** The words of `index.html`, by `data-say`. */
  static: {
    claim: 'Paste a news article. It never leaves this device.',
    what: 'See who and what it names, when things happened, and who takes which position towards whom — each finding one click from its words.',
    label: 'The article',
    open: 'Open a file',
    sample: 'Try the sample',
    clear: 'Clear',
    language: 'Language',
    skip: 'Skip to the findings',
    privacy: 'There is no server: the text is read in this browser, nothing is sent, and nothing is kept when you close the page.',
    bookmark: 'Read with Article Lens',
    bookmarkHow: 'Drag this to your bookmarks bar; on any page it opens the article, or what you selected, here.',
    arrows: 'Within a list, a table or the article, the arrow keys lead on.',
    embed: 'On your own page',
  } as Record<string, string>,
  placeholder: 'Paste or type here, or drop a file',
  example: 'An example, read by the same engine:',
  edit: 'Edit text',
  fresh: 'New article',
  save: 'Save as',
  share: 'Share',
  print: 'Print',
  compare: 'Compare',
  actions: 'What to do with the findings',
  close: 'Close',

  reduced: (kept: number, all: number) => `Reduced to the article: ${number.format(kept)} of ${number.format(all)} words on the page.`,
  useAll: 'Use everything',
  useArticle: 'Use the article alone',
  dropped: (lines: number) => `What was left out (${number.format(lines)} ${lines === 1 ? 'line' : 'lines'})`,

  formats: {
    json: 'JSON, the whole report',
    'csv-names': 'CSV, names',
    'csv-timeline': 'CSV, timeline',
    'csv-positions': 'CSV, positions',
    markdown: 'Markdown digest',
    timelinejs: 'TimelineJS',
    ics: 'Calendar (ICS)',
    annotations: 'Web annotations (W3C)',
    html: 'HTML report',
    svg: 'Timeline as SVG',
    png: 'Timeline as PNG',
  } as Record<string, string>,

  link: {
    title: 'A link to these findings',
    withText: 'The article goes into the link',
    withoutText: 'Only the date and your corrections; whoever opens it pastes the article',
    kept: 'Whatever the link carries stands behind its “#”, which browsers do not send to a server.',
    length: (n: number) => `${number.format(n)} characters`,
    long: (n: number) => `This link has ${number.format(n)} characters: many mail and chat programs cut links at 2,000. Send it without the article, or as an HTML report.`,
    copy: 'Copy link',
    copied: 'Copied.',
    send: 'Send …',
    field: 'Link',
  },

  problems: {
    large: 'This file is larger than 10 MB. Copy the article out of it and paste that.',
    binary: 'This file is not text. Open it in its program, copy the article and paste it here.',
    json: 'This JSON file has no article and no corrections in it. It needs a field “text”, or “corrections” as in a saved report.',
    noArticle: 'There is no text on this page. Copy the article and paste it here.',
    damaged: 'This link is damaged: a part of it was cut or changed on the way. Ask for it again, as a file if need be.',
    version: 'This link was made by a newer version of this page. Reload the page and open the link again.',
    script: 'This is a bookmark: drag it to your bookmarks bar. Nothing happens when it is clicked here.',
  },

  newer: { ready: 'A new version is ready.', take: 'Reload' },

  linkWaits: (corrections: number) =>
    `This link brings ${corrections === 0 ? 'a publication date' : corrections === 1 ? 'one correction' : `${number.format(corrections)} corrections`}, but not the article: paste the article here.`,
  linkOther: 'This is not the very text that the link was made for: what fits of its corrections was used.',

  comparison: {
    title: 'Two articles side by side',
    label: 'The other article',
    first: 'This article',
    second: 'The other article',
    placeholder: 'Paste the other article here, or drop a file',
    names: 'Names',
    dates: 'Dates',
    positions: 'Positions',
    none: 'nothing',
    notStated: 'not stated',
    notSaid: 'not mentioned',
    differ: 'they differ',
    counts: (both: number, first: number, second: number) => `${number.format(both)} in both, ${number.format(first)} only here, ${number.format(second)} only there`,
    mentions: (n: number) => `${number.format(n)}×`,
    date: 'Date',
    who: 'Who towards whom',
    clear: 'Close the comparison',
  },
};

/** What a language says on the page. */
export type PageWords = typeof pageEn;
