import { nothing, svg, type ReactiveController, type ReactiveControllerHost, type SVGTemplateResult } from 'lit';
import type { TimelineEvent } from '../../../pkg/article_lens.js';
import { eventDate } from '../dates.js';
import type { Findings } from '../findings.js';
import { layOut, worthDrawing, type Cluster, type Layout, type Spot } from '../timeline/layout.js';
import { barShapes, clusterShapes, describe, groundShapes, spotShapes, target, type Shape } from '../timeline/shapes.js';
import type { Actions } from './actions.js';

/** CSS px at which the layout is made for text of the usual size. */
const USUAL_TEXT = 16;
/** Until the element is measured, its own width tells about how wide the picture will be. */
const WIDE_ELEMENT = 896;

type Host = ReactiveControllerHost & HTMLElement;

/**
 * The timeline as a picture in the element: how wide it is, which cluster is open, and which of its
 * controls the one tab stop is.
 */
export class TimelinePicture implements ReactiveController {
  readonly #host: Host;
  readonly #sizes: ResizeObserver | undefined;
  #box: Element | undefined;
  #width = 0;
  #rtl = false;
  #findings: Findings | undefined;
  #opened: number | undefined;
  #stop: number | undefined;
  #drawn: { key: string; layout: Layout | undefined } | undefined;
  /** Grows whenever the picture has to be drawn again. */
  version = 0;

  constructor(host: Host) {
    this.#host = host;
    // Where there is no DOM, the element is only imported.
    if (typeof ResizeObserver !== 'undefined') this.#sizes = new ResizeObserver(() => this.#measure());
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#sizes?.disconnect();
    this.#box = undefined;
  }

  hostUpdated(): void {
    const box = this.#host.shadowRoot?.querySelector('.picture') ?? undefined;
    if (box !== this.#box) {
      this.#sizes?.disconnect();
      this.#box = box;
      if (box) this.#sizes?.observe(box);
    }
    this.#measure();
  }

  #renew(): void {
    this.version++;
    this.#host.requestUpdate();
  }

  /** The width in CSS px of usual text: with larger text everything is drawn larger, in less room. */
  #measure(): void {
    if (!this.#box?.clientWidth) return;
    const style = getComputedStyle(this.#box);
    const width = Math.max(1, Math.floor((this.#box.clientWidth * USUAL_TEXT) / (parseFloat(style.fontSize) || USUAL_TEXT)));
    const rtl = style.direction === 'rtl';
    if (width === this.#width && rtl === this.#rtl) return;
    [this.#width, this.#rtl] = [width, rtl];
    this.#renew();
  }

  #guess(): number {
    const whole = this.#host.clientWidth || 560;
    return Math.floor(whole < WIDE_ELEMENT ? whole : (whole - 56) / 2.1);
  }

  #layout(findings: Findings, events: readonly TimelineEvent[]): Layout | undefined {
    if (findings !== this.#findings) {
      this.#findings = findings;
      this.#opened = this.#stop = this.#drawn = undefined;
    }
    const width = this.#width || this.#guess();
    const some = events === findings.report.timeline ? '' : events.map(({ id }) => id).join(' ');
    const key = `${width} ${this.#rtl} ${this.#opened} ${some}`;
    if (this.#drawn?.key !== key) {
      const layout = layOut(events, { width, rtl: this.#rtl, locale: findings.words.locale, opened: this.#opened });
      this.#drawn = { key, layout };
    }
    return this.#drawn.layout;
  }

  /** Marks an event in the picture and in the list; `undefined` marks none. */
  readonly light = (number: number | undefined): void => {
    const { shadowRoot } = this.#host;
    for (const element of shadowRoot?.querySelectorAll('[data-lit]') ?? []) element.removeAttribute('data-lit');
    if (number === undefined) return;
    for (const element of shadowRoot?.querySelectorAll(`[data-number~="${number}"]`) ?? []) element.setAttribute('data-lit', '');
  };

  #toggle(first: number): void {
    this.#opened = this.#opened === first ? undefined : first;
    this.#stop = first;
    this.#renew();
  }

  /** Arrow keys lead from control to control in the order of the list, into an open cluster as well. */
  readonly #key = (event: KeyboardEvent): void => {
    const control = (event.target as Element).closest<SVGGElement>('[role=button]');
    if (!control) return;
    const first = (element: Element): number => parseInt(element.getAttribute('data-number')!, 10);
    const inTray = (element: Element): number => Number(element.hasAttribute('data-inside'));
    const all = [...control.ownerSVGElement!.querySelectorAll<SVGGElement>('[role=button]')].sort(
      (a, b) => first(a) - first(b) || inTray(a) - inTray(b),
    );
    const at = all.indexOf(control);
    const ahead = this.#rtl ? 'ArrowLeft' : 'ArrowRight';
    let next: SVGGElement | undefined;
    if (event.key === 'Enter' || event.key === ' ') control.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    else if (event.key === ahead || event.key === 'ArrowDown') next = all[at + 1];
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowRight' || event.key === 'ArrowUp') next = all[at - 1];
    else if (event.key === 'Home') next = all[0];
    else if (event.key === 'End') next = all.at(-1);
    else if (event.key === 'Escape' && this.#opened !== undefined) {
      next = all.find((element) => element.getAttribute('aria-expanded') === 'true');
      this.#toggle(this.#opened);
    } else return;
    event.preventDefault();
    if (next) this.#rove(next);
  };

  #rove(next: SVGGElement): void {
    for (const control of next.ownerSVGElement!.querySelectorAll('[tabindex="0"]')) control.setAttribute('tabindex', '-1');
    next.setAttribute('tabindex', '0');
    this.#stop = parseInt(next.getAttribute('data-number')!, 10);
    next.focus();
  }

  /** Whether the axis leaves days out. */
  get broken(): boolean {
    return (this.#drawn?.layout?.pieces.length ?? 0) > 1;
  }

  /** The picture of some of the events; nothing where it would say no more than the list. */
  view(findings: Findings, events: readonly TimelineEvent[], act: Actions): SVGTemplateResult | typeof nothing {
    const layout = worthDrawing(events) ? this.#layout(findings, events) : undefined;
    if (!layout) return nothing;
    const { tray } = layout;
    const shown = [...layout.marks.map((mark) => mark.number), ...layout.clusters.map(({ numbers }) => numbers[0]!)];
    const stop = this.#stop !== undefined && shown.includes(this.#stop) ? this.#stop : Math.min(...shown);
    const spot = (item: Spot, inside: boolean) => this.#spot(item, findings, events, act, !inside && item.number === stop, inside);
    return svg`<svg
      viewBox="0 0 ${layout.width} ${layout.height}"
      role="group"
      aria-label="${findings.words.timeline.picture}: ${describe(layout, findings.words)}"
      @keydown=${this.#key}
    >
      <g aria-hidden="true">${groundShapes(layout).map(drawn)}${layout.marks.flatMap(barShapes).map(drawn)}</g>
      ${layout.marks.map((mark) => spot(mark, false))}
      ${layout.clusters.map((cluster) => this.#cluster(cluster, findings, cluster === tray?.cluster || cluster.numbers[0] === this.#opened, stop))}
      ${tray ? tray.spots.map((item) => spot(item, true)) : nothing}
    </svg>`;
  }

  #spot(spot: Spot, findings: Findings, events: readonly TimelineEvent[], act: Actions, stop: boolean, inside: boolean): SVGTemplateResult {
    const event = events[spot.number - 1]!;
    const show = (click: Event): void => {
      this.#rove(click.currentTarget as SVGGElement);
      act.event(event);
    };
    return svg`<g
      role="button"
      tabindex=${stop ? 0 : -1}
      data-number=${spot.number}
      ?data-inside=${inside}
      aria-label="${spot.number}: ${eventDate(event, findings.words)}, ${event.headline}"
      @click=${show}
      @pointerenter=${() => this.light(spot.number)}
      @pointerleave=${() => this.light(undefined)}
      @focus=${() => this.light(spot.number)}
      @blur=${() => this.light(undefined)}
    ><path class="target" d=${target(spot)} />${spotShapes(spot).map(drawn)}</g>`;
  }

  #cluster(cluster: Cluster, findings: Findings, open: boolean, stop: number): SVGTemplateResult {
    const { numbers } = cluster;
    const first = numbers[0]!;
    return svg`<g
      role="button"
      tabindex=${first === stop ? 0 : -1}
      data-number=${numbers.join(' ')}
      aria-expanded=${open}
      aria-label=${findings.words.timeline.cluster(numbers.length, first)}
      @click=${(click: Event) => {
        this.#rove(click.currentTarget as SVGGElement);
        this.#toggle(first);
      }}
    ><path class="target" d=${target(cluster)} />${clusterShapes(cluster, open).map(drawn)}</g>`;
  }
}

function drawn(shape: Shape): SVGTemplateResult {
  return 'path' in shape
    ? svg`<path class=${shape.look} d=${shape.path} />`
    : svg`<text class=${shape.look} x=${shape.x} y=${shape.y}>${shape.text}</text>`;
}
