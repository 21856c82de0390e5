/** A stretch of text that something is known about. */
export interface Layer {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/** A stretch that no layer begins or ends within; `ids` are the layers over it, the shortest first. */
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly ids: readonly string[];
}

/**
 * Cuts `[0, length)` at every edge of `layers` and at `cuts`, so that overlapping and nested stretches
 * become disjoint ones in text order that leave nothing out.
 */
export function segment(length: number, layers: readonly Layer[], cuts: readonly number[] = []): Segment[] {
  const inside = layers.filter(({ start, end }) => start >= 0 && start < end && end <= length);
  const edges = new Set([0, length]);
  for (const cut of cuts) if (cut > 0 && cut < length) edges.add(cut);
  for (const { start, end } of inside) edges.add(start).add(end);
  const points = [...edges].sort((a, b) => a - b);
  const opening = [...inside].sort((a, b) => a.start - b.start);

  const segments: Segment[] = [];
  let open: Layer[] = [];
  let next = 0;
  for (let i = 0; i + 1 < points.length; i++) {
    const start = points[i]!;
    if (open.some((layer) => layer.end <= start)) open = open.filter((layer) => layer.end > start);
    const before = open.length;
    while (next < opening.length && opening[next]!.start === start) open.push(opening[next++]!);
    if (open.length !== before) open.sort((a, b) => a.end - a.start - (b.end - b.start));
    segments.push({ start, end: points[i + 1]!, ids: open.map((layer) => layer.id) });
  }
  return segments;
}
