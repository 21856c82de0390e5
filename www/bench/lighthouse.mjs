// Lighthouse on the built page, as a slow phone on a slow line sees it: `npm run lighthouse [-- RUNS]`.
import { audit } from './audit.mjs';

const METRICS = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index', 'interactive', 'total-byte-weight'];

const runs = Number(process.argv[2] ?? 1);
for (let run = 1; run <= runs; run++) {
  const { scores, audits, failing } = await audit(['performance', 'accessibility', 'best-practices', 'seo']);
  console.log(Object.entries(scores).map(([name, score]) => `${name} ${score}`).join(', '));
  for (const id of METRICS) console.log(`  ${audits[id].title}: ${audits[id].displayValue}`);
  for (const { id, title, displayValue = '' } of failing) console.log(`  below 90: ${id} (${title}) ${displayValue}`);
}
