import type { Precision, TimelineEvent } from '../../../pkg/article_lens.js';
import { day, eventDate } from '../dates.js';
import type { Findings } from '../findings.js';
import { titleOf, webAddress, type About, type Export } from './export.js';
import { html, type Content } from './markup.js';

/** A date of TimelineJS: what is not known is left out. */
interface SlideDate {
  year: number;
  month?: number;
  day?: number;
}

/** How many of year, month and day are known. */
const PARTS: Record<Precision, 1 | 2 | 3> = {
  century: 1,
  decade: 1,
  year: 1,
  season: 2,
  quarter: 2,
  month: 2,
  week: 3,
  day: 3,
  time: 3,
  unknown: 3,
};

/** As much of an ISO day as `precision` knows; years before the first are counted from 0 downwards. */
function slideDate(iso: string, precision: Precision): SlideDate | undefined {
  const [year, month, day] = (/^([+-]?\d+)-(\d\d)-(\d\d)$/.exec(iso) ?? []).slice(1).map(Number);
  if (year === undefined) return undefined;
  const parts = PARTS[precision];
  return { year, ...(parts > 1 && { month: month! }), ...(parts > 2 && { day: day! }) };
}

/** The text of a slide, which TimelineJS takes for HTML. Its own search for links would read into the article's words. */
function slide(id: string, headline: Content, text: Content): object {
  return { unique_id: id, autolink: false, text: { headline: String(html`${headline}`), text: String(html`${text}`) } };
}

function event(told: TimelineEvent, findings: Findings): object[] {
  const start = slideDate(told.start, told.precision);
  const end = told.open ? undefined : slideDate(told.end, told.precision);
  if (start === undefined) return [];
  const whole = JSON.stringify(end) === JSON.stringify(start);
  return [
    {
      start_date: start,
      ...(end && !whole && { end_date: end }),
      // Also says what the numbers cannot: "since 2022", and that a year is a guess.
      display_date: String(html`${eventDate(told, findings.words)}${findings.assumed(told) && ` (${findings.words.publication.assumed})`}`),
      ...slide(
        told.id,
        told.headline,
        html`<p>“${findings.quote(told.sentence).trim()}”</p><p><small>${told.reason}</small></p>`,
      ),
    },
  ];
}

function title(findings: Findings, about: About): object {
  const { publication } = findings.report;
  const address = webAddress(about.url);
  const name = titleOf(about, findings.words);
  return slide(
    'article',
    address === undefined ? name : html`<a href="${address}">${name}</a>`,
    html`<p>${findings.words.publication.published(day(publication.anchor, findings.words))}${!publication.yearStated && ` (${findings.words.publication.assumed})`}</p><p><small>${findings.words.saved.made(about.version)}</small></p>`,
  );
}

/** The timeline as a slide show of TimelineJS 3; what has no date of its own or was only said stays out. */
export const timelineJs: Export = {
  id: 'timelinejs',
  extension: 'timelinejs.json',
  mime: 'application/json',
  make: (findings, about) => {
    const events = findings.report.timeline.flatMap((told) => event(told, findings));
    return `${JSON.stringify({ title: title(findings, about), events }, null, 2)}\n`;
  },
};
