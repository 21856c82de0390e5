import { day, eventDate } from '../dates.js';
import type { Findings } from '../findings.js';
import { layOut } from './layout.js';
import { barShapes, clusterShapes, describe, groundShapes, spotShapes, type Look, type Shape } from './shapes.js';
import { textWidth } from './text-width.js';

/** How the picture that is kept looks. */
export interface PictureOptions {
  /** CSS px. */
  readonly width: number;
  /** What stands above it. */
  readonly title: string;
  readonly dark?: boolean;
}

interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly quiet: string;
  readonly accent: string;
}

/** The colours of the element, which a picture of its own cannot ask for. */
const LIGHT: Palette = { paper: '#ffffff', ink: '#1f2126', quiet: '#5d5f66', accent: '#1d4f91' };
const DARK: Palette = { paper: '#16181c', ink: '#e9e6e0', quiet: '#a9a8a4', accent: '#9cc1f5' };

const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const MARGIN = 24;
const TITLE = 20;
const TEXT = 14;
const ROW = 20;
/** From the number of an event to its words. */
const INDENT = 36;

/** What XML cannot say: control characters, halves of characters, and two that are none. */
const UNSPEAKABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu;
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Any text as XML. */
export function xml(text: string): string {
  return text.replace(UNSPEAKABLE, '').replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
}

type Attributes = Readonly<Record<string, string | number>>;

function tag(name: string, attributes: Attributes, content = ''): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${xml(String(value))}"`);
  return `<${name}${said.join('')}>${content}</${name}>`;
}

function paint({ paper, ink, quiet, accent }: Palette): Record<Look, Attributes> {
  const line = { fill: 'none', stroke: accent };
  const ring = { fill: paper, stroke: accent, 'stroke-width': 1.5 };
  const bold = { 'font-weight': 600, 'font-size': 11, 'text-anchor': 'middle' };
  return {
    axis: { ...line, stroke: quiet },
    stem: line,
    leader: line,
    fold: { ...line, 'stroke-width': 1.5 },
    onward: { ...line, 'stroke-width': 1.5, 'stroke-dasharray': '4 3' },
    label: { 'font-size': 11, 'text-anchor': 'middle', fill: quiet },
    year: { ...bold, fill: ink },
    number: { ...bold, fill: accent },
    'number-stated': { ...bold, fill: paper },
    stated: { ...ring, fill: accent },
    inferred: ring,
    vague: { ...ring, 'stroke-width': 2, 'stroke-dasharray': '0.1 3.9', 'stroke-linecap': 'round' },
    pill: ring,
    tray: { ...ring, 'stroke-width': 1 },
    'bar-stated': { fill: accent },
    'bar-inferred': { fill: paper, stroke: accent },
    'bar-vague': { fill: paper, stroke: accent, 'stroke-dasharray': '1.5 1.5' },
  };
}

/** A text in lines no wider than `width`, by an estimate; a word that is wider is cut. */
export function wrap(text: string, size: number, width: number): string[] {
  const most = Math.max(1, Math.floor(width / size));
  const words = text.split(/\s+/u).flatMap((word) =>
    textWidth(word, size) <= width ? [word] : (word.match(new RegExp(`.{1,${most}}`, 'gsu')) ?? []),
  );
  const lines: string[] = [];
  for (const word of words) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && textWidth(longer, size) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Shapes and lines of text under each other. */
class Sheet {
  readonly parts: string[] = [];
  y = MARGIN;

  constructor(
    readonly width: number,
    readonly looks: Record<Look, Attributes>,
  ) {}

  draw(shapes: readonly Shape[]): string {
    return shapes
      .map((shape) =>
        'path' in shape
          ? tag('path', { d: shape.path, ...this.looks[shape.look] })
          : tag('text', { x: shape.x, y: shape.y, ...this.looks[shape.look] }, xml(shape.text)),
      )
      .join('');
  }

  /** Writes a text from `y` down. */
  write(text: string, size: number, fill: string, indent = 0, weight = 400): void {
    for (const line of wrap(text, size, this.width - 2 * MARGIN - indent)) {
      this.y += Math.round(size * 1.4);
      this.parts.push(tag('text', { x: MARGIN + indent, y: this.y, 'font-size': size, 'font-weight': weight, fill }, xml(line)));
    }
  }
}

/**
 * The timeline as an SVG document of its own, to be kept: the picture, and below it the list with the same
 * numbers. It refers to nothing outside of it.
 */
export function timelineSvg(findings: Findings, { width, title, dark = false }: PictureOptions): string {
  const palette = dark ? DARK : LIGHT;
  const { words } = findings;
  const { timeline, publication } = findings.report;
  const sheet = new Sheet(width, paint(palette));
  sheet.write(title, TITLE, palette.ink, 0, 600);
  const assumed = publication.yearStated || publication.basis === 'today' ? '' : `, ${words.publication.assumed}`;
  sheet.write(`${words.publication.published(day(publication.anchor, words))} (${words.bases[publication.basis]}${assumed})`, TEXT - 1, palette.quiet);

  const layout = layOut(timeline, { width: width - 2 * MARGIN, locale: words.locale });
  if (layout) {
    const { marks, clusters } = layout;
    const shapes = [
      ...groundShapes(layout),
      ...marks.flatMap(barShapes),
      ...marks.flatMap(spotShapes),
      ...clusters.flatMap((cluster) => clusterShapes(cluster, false)),
    ];
    sheet.parts.push(tag('g', { transform: `translate(${MARGIN} ${sheet.y + ROW})` }, sheet.draw(shapes)));
    sheet.y += ROW + layout.height + ROW / 2;
  } else {
    sheet.write(words.timeline.none, TEXT, palette.quiet);
  }
  for (const [i, event] of timeline.entries()) {
    const shape = event.start === event.end ? 'day' : 'stretch';
    const spot = { number: i + 1, x: MARGIN + 12, y: sheet.y + 15, shape, certainty: event.certainty } as const;
    sheet.parts.push(sheet.draw(spotShapes(spot)));
    const doubt = [event.certainty === 'stated' ? '' : words.certainties[event.certainty], findings.assumed(event) ? words.publication.assumed : ''];
    sheet.write([eventDate(event, words), ...doubt.filter(Boolean)].join(' · '), TEXT - 1, palette.accent, INDENT, 600);
    sheet.write(event.headline, TEXT, palette.ink, INDENT);
    sheet.y += ROW / 2;
  }
  sheet.y += ROW / 2;
  sheet.write('Article Lens', TEXT - 2, palette.quiet, 0, 600);

  const height = Math.ceil(sheet.y + MARGIN);
  const told = layout ? describe(layout, words) : words.timeline.none;
  const root = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  return (
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    tag(
      'svg',
      { ...root, 'font-family': FONT },
      tag('title', {}, xml(title)) +
        tag('desc', {}, xml(told)) +
        tag('rect', { width, height, fill: palette.paper }) +
        sheet.parts.join(''),
    )
  );
}

/** The same as a PNG, `scale` of its dots to a CSS px; only where there is a document to draw in. */
export async function timelinePng(svg: string, scale: number): Promise<Blob> {
  const image = new Image();
  // Not an address of a blob: a page's policy may allow images from data alone.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.naturalWidth * scale);
  canvas.height = Math.round(image.naturalHeight * scale);
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large for this browser.'))), 'image/png');
  });
}
