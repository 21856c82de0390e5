import lighthouse from 'lighthouse';
import { withPage } from './chromium.mjs';

/**
 * What Lighthouse says of the built page on its slow phone.
 *
 * @param {string[]} onlyCategories
 */
export function audit(onlyCategories) {
  return withPage(async (browser, site) => {
    const { port } = new URL(browser.wsEndpoint());
    const { lhr } = await lighthouse(site, { port: Number(port), onlyCategories, logLevel: 'error' });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
    const failing = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 0.9 && scoreDisplayMode !== 'informative');
    return { scores, audits: lhr.audits, failing };
  });
}
