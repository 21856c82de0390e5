/** Every value under `name` in what schema.org calls an article. */
function inData(data: unknown, name: string): unknown[] {
  if (Array.isArray(data)) return data.flatMap((item) => inData(item, name));
  if (typeof data !== 'object' || data === null) return [];
  const object = data as Record<string, unknown>;
  const type = [object['@type']].flat().join(' ');
  const own = /Article|Report|Posting/.test(type) && name in object ? [object[name]] : [];
  return [...own, ...inData(object['@graph'], name)];
}

function json(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** The civil day of the publication where the page is, as its metadata write it: `YYYY-MM-DD`. */
export function publicationDate(page: Document): string | null {
  const scripts = [...page.querySelectorAll('script[type="application/ld+json"]')];
  const candidates = [
    ...scripts.flatMap((script) => inData(json(script.textContent), 'datePublished')),
    ...[...page.querySelectorAll('meta[property="article:published_time"], meta[itemprop="datePublished"], meta[name="date"]')].map((meta) =>
      meta.getAttribute('content'),
    ),
    page.querySelector('[itemprop="datePublished"][datetime], article time[datetime], header time[datetime]')?.getAttribute('datetime'),
  ];
  for (const candidate of candidates) {
    const date = /^\s*([1-9]\d{3}-\d\d-\d\d)/.exec(typeof candidate === 'string' ? candidate : '')?.[1];
    if (date && !Number.isNaN(Date.parse(date))) return date;
  }
  return null;
}
