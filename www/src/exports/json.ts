import type { Export } from './export.js';

/** The report as it is, for other programs; `report.schema.json` of the package describes it. */
export const json: Export = {
  id: 'json',
  extension: 'json',
  mime: 'application/json',
  make: ({ report }) => `${JSON.stringify(report, null, 2)}\n`,
};
