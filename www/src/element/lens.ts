import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Cell, Report, TextRange } from '../../../pkg/article_lens.js';
import { analyze, load } from '../analyzer.js';
import { day } from '../dates.js';
import { Findings } from '../findings.js';
import { lightText } from '../light-text.js';
import type { Actions, Selection, View } from './actions.js';
import { ArticleText, type Marked } from './article-text.js';
import { chosenViews, lensView, type ArticleEvents } from './lens-view.js';
import { styles } from './styles.js';
import { TimelinePicture } from './timeline-picture.js';

/** How long typing must pause before the text is read again. */
const PAUSE_MS = 150;
/** As long as a text begins like the one before it, a chosen date belongs to it too. */
const SAME_BEGINNING = 80;

/**
 * `<article-lens>`: an article with its names marked, its timeline and the positions it reports.
 *
 * The text is the property `text` or, where that is not set, the element's own text, which stays
 * readable as it is when no analysis can be made.
 */
export class ArticleLens extends LitElement {
  static override styles = styles;
  static override properties = {
    text: { attribute: false },
    published: { type: String },
    views: { type: String },
    findings: { state: true },
    failure: { state: true },
    selection: { state: true },
    cell: { state: true },
    topics: { state: true },
    opened: { state: true },
    chosen: { state: true },
    away: { state: true },
    status: { state: true },
  };

  /** The article; `null` for the element's own text. */
  declare text: string | null;
  /** The publication date, `YYYY-MM-DD`, where the page knows it. */
  declare published: string | null;
  /** Which views to show, separated by spaces: `article entities timeline stance`. */
  declare views: string | null;

  declare private findings: Findings | undefined;
  declare private failure: string | undefined;
  declare private selection: Selection | undefined;
  declare private cell: Cell | undefined;
  declare private topics: boolean;
  declare private opened: ReadonlySet<string>;
  declare private chosen: string | undefined;
  declare private away: boolean;
  declare private status: string;

  #article: ArticleText | undefined;
  readonly #picture = new TimelinePicture(this);
  #opener: HTMLElement | SVGElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run = 0;
  #beginning = '';

  constructor() {
    super();
    this.text = null;
    this.published = null;
    this.views = null;
    this.topics = false;
    this.opened = new Set();
    this.away = false;
    this.status = '';
  }

  /** The last report; `undefined` before the first. */
  get report(): Report | undefined {
    return this.findings?.report;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    load().then(
      () => this.#tell('al-ready', {}),
      (error: unknown) => this.#fail(error),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('text') || changed.has('published')) this.#schedule();
  }

  /** The first text is read at once, later ones when typing pauses. */
  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.analyze(), this.findings ? PAUSE_MS : 0);
  }

  /** Reads the text now; `al-analyzed` or `al-error` tells how it went. */
  async analyze(): Promise<void> {
    clearTimeout(this.#timer);
    const run = ++this.#run;
    const text = this.text ?? lightText(this);
    if (text.slice(0, SAME_BEGINNING) !== this.#beginning) this.chosen = undefined;
    this.#beginning = text.slice(0, SAME_BEGINNING);
    if (text.trim() === '') {
      this.#show(undefined);
      return;
    }
    try {
      const report = await analyze(
        text,
        this.chosen === undefined ? { published: this.published, publishedBasis: 'metadata' } : { published: this.chosen },
      );
      if (run !== this.#run) return;
      this.failure = undefined;
      this.#show(new Findings(text, report));
      await this.updateComplete;
      this.#tell('al-analyzed', { text, report });
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    }
  }

  #show(findings: Findings | undefined): void {
    const before = this.findings;
    this.findings = findings;
    this.selection = undefined;
    this.cell = undefined;
    this.opened = new Set();
    this.away = false;
    if (!findings) {
      this.status = '';
      return;
    }
    const { anchor } = findings.report.publication;
    const moved = before?.text === findings.text && before.report.publication.anchor !== anchor;
    this.status = (moved ? `Dates now count from ${day(anchor)}. ` : '') + findings.headline;
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (this.failure !== message) this.#tell('al-error', { error, message });
    this.failure = message;
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  readonly #actions: Actions = {
    show: (ranges) => this.#showWords(ranges),
    select: (entity, mention = 0) => this.#select({ entity, mention }),
    close: () => this.#close(),
    publish: (date) => {
      this.chosen = date ?? undefined;
      void this.analyze();
    },
    open: (cell) => {
      this.cell = this.cell === cell ? undefined : cell;
    },
    toggleTopics: () => {
      this.topics = !this.topics;
    },
    toggleParty: (party) => {
      const opened = new Set(this.opened);
      if (!opened.delete(party)) opened.add(party);
      this.opened = opened;
    },
  };

  /** Keeps the finding that leads away, for the way back; a step from inside the article or the card is no new one. */
  #leave(): void {
    const from = this.shadowRoot?.activeElement;
    if ((from instanceof HTMLElement || from instanceof SVGElement) && from.closest('.findings, .publication')) {
      this.#opener = from;
      this.away = true;
    }
  }

  #showWords(ranges: readonly TextRange[]): void {
    this.#leave();
    this.selection = undefined;
    this.#article?.light(undefined);
    this.#goTo(this.#article?.showEvidence(ranges));
  }

  #select(selection: Selection): void {
    const inCard = this.shadowRoot?.activeElement?.closest('.card');
    this.#leave();
    this.selection = selection;
    this.#article?.showEvidence([]);
    this.#article?.light('entity' in selection ? selection.entity : undefined);
    this.#goTo(this.#article?.find(selection), !inCard);
  }

  #goTo(element: HTMLElement | SVGElement | undefined, focus = true): void {
    if (!element) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    if (focus) element.focus({ preventScroll: true });
    // What is taller than half the window is read from its top.
    const tall = element.getBoundingClientRect().height > innerHeight / 2;
    element.scrollIntoView({ block: tall ? 'start' : 'center', behavior: still ? 'auto' : 'smooth' });
  }

  #close(): void {
    const { selection } = this;
    this.selection = undefined;
    this.#article?.light(undefined);
    if (selection && this.shadowRoot?.activeElement?.closest('.card')) {
      this.#article?.find(selection)?.focus({ preventScroll: true });
    }
  }

  #back(): void {
    this.away = false;
    this.#close();
    this.#goTo(this.#opener);
  }

  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.selection) this.#close();
    else if (this.away) this.#back();
    else return;
    event.preventDefault();
  }

  #open(target: EventTarget | null): void {
    const marked = this.#article?.meaning(target);
    if (!marked) return;
    this.#article?.rove(target as HTMLElement);
    this.#select('entity' in marked ? marked : { time: marked.time });
  }

  #onArticleKey(event: KeyboardEvent): void {
    const mark = event.target as HTMLElement;
    if (!this.#article?.meaning(mark)) return;
    if (event.key === 'Enter' || event.key === ' ') {
      this.#open(mark);
    } else {
      const next = this.#article.next(mark, event.key);
      if (!next) return;
      this.#article.rove(next);
      next.focus();
    }
    event.preventDefault();
  }

  /** Lights up the entity under the pointer or the focus; `undefined` leaves the selected one lit. */
  #hover(marked: Marked | undefined): void {
    const selected = this.selection && 'entity' in this.selection ? this.selection.entity : undefined;
    this.#article?.light(marked && 'entity' in marked ? marked.entity : selected);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('findings') || changed.has('views')) {
      const sheet = this.renderRoot.querySelector<HTMLElement>('#text');
      this.#article = this.findings && sheet ? new ArticleText(sheet, this.findings.text, this.findings.report) : undefined;
    }
    if (changed.has('selection')) this.#placeCard();
  }

  /** Puts the card under its mark; a narrow element shows it at the bottom of the screen instead. */
  #placeCard(): void {
    const mark = this.selection && this.#article?.find(this.selection);
    const card = this.renderRoot.querySelector<HTMLElement>('.card');
    const sheet = card?.parentElement;
    if (!mark || !card || !sheet) return;
    const [at, within] = [mark.getClientRects()[0] ?? mark.getBoundingClientRect(), sheet.getBoundingClientRect()];
    const left = Math.min(at.left - within.left, within.width - card.offsetWidth);
    card.style.setProperty('--card-left', `${Math.max(0, left)}px`);
    card.style.setProperty('--card-top', `${at.bottom - within.top + 8}px`);
  }

  #go(view: View): void {
    this.#goTo(this.renderRoot.querySelector<HTMLElement>(`#${view}`) ?? undefined);
  }

  protected override render(): TemplateResult {
    return html`<div @keydown=${this.#onKey}>
      <p class="status" role="status" part="status">${this.status}</p>
      ${this.failure === undefined ? nothing : html`<p class="failure" part="error" role="alert">${this.failure}</p>`}
      <slot ?hidden=${this.findings !== undefined} @slotchange=${() => this.text ?? this.#schedule()}></slot>
      ${this.findings ? this.#analysed(this.findings) : this.#unread()}
    </div>`;
  }

  /** The text that no analysis can be made of. */
  #unread(): TemplateResult | typeof nothing {
    return this.failure !== undefined && this.text ? html`<div class="text" part="text">${this.text}</div>` : nothing;
  }

  readonly #events: ArticleEvents = {
    click: (event) => this.#open(event.target),
    key: (event) => this.#onArticleKey(event),
    over: (event) => this.#hover(this.#article?.meaning(event.target)),
    out: () => this.#hover(undefined),
  };

  #analysed(findings: Findings): TemplateResult {
    const { cell, topics, opened, selection } = this;
    const [chosen, views] = [this.chosen !== undefined, chosenViews(this.views)];
    const state = { findings, cell, topics, opened, selection, chosen, away: this.away, views, picture: this.#picture };
    return lensView(state, this.#actions, this.#events, (view) => this.#go(view), () => this.#back());
  }
}
