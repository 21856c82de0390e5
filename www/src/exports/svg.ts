import { timelinePng, timelineSvg } from '../timeline/picture.js';
import { titleOf, type Export } from './export.js';

/** CSS px of the picture: about the width of a page of print. */
const WIDTH = 960;

/** The timeline as a picture with its list. */
export const svg: Export = {
  id: 'svg',
  extension: 'timeline.svg',
  mime: 'image/svg+xml',
  make: (findings, about) => timelineSvg(findings, { width: WIDTH, title: titleOf(about, findings.words) }),
};

/** The same in dots, two to a CSS px; only where there is a document to draw in. */
export const png = {
  extension: 'timeline.png',
  make: (picture: string): Promise<Blob> => timelinePng(picture, 2),
};
