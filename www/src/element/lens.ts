import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { AnalyzeOptions, Cell, Correction, Report, TextRange } from '../../../pkg/article_lens.js';
import { analyze, load } from '../analyzer.js';
import { lightText, type Block, type Structured } from '../blocks.js';
import { day } from '../dates.js';
import { Findings, NO_EDITS, type Edits } from '../findings.js';
import { publicationDate } from '../metadata.js';
import { en, GROUPS, type Words } from '../locales/en.js';
import { languageOf } from '../words.js';
import type { Actions, List, Selection, Shown, View } from './actions.js';
import { ArticleText } from './article-text.js';
import { HostArticle, pageArticle, type PageArticle } from './host-article.js';
import { chosenViews, lensView } from './lens-view.js';
import type { Marked } from './marks.js';
import { goTo, placeUnder } from './places.js';
import { keepStop, settleStops, stepStop } from './roving.js';
import { Steps } from './steps.js';
import { styles } from './styles.js';
import { Surroundings } from './surroundings.js';
import { TimelinePicture } from './timeline-picture.js';

/** How long typing must pause before the text is read again, in milliseconds. */
const PAUSE = 150;
/** Most UTF-16 code units by which a text grows or shrinks while somebody types; what changes more came in whole. */
const TYPED = 20;
/** As long as a text begins like the one before it, in UTF-16 code units, what was put right belongs to it too. */
const SAME_BEGINNING = 80;

/** What changes without a change of the lists. */
const ASIDE: ReadonlySet<PropertyKey> = new Set(['selection', 'fixing', 'away', 'status', 'busy', 'masked']);

/** How a text is read; the element reads it where it is unless it is given another way. */
export type Analyze = (text: string, options: AnalyzeOptions) => Promise<Report>;

/**
 * `<article-lens>`: an article with its names marked, its timeline and the positions it reports.
 *
 * The text is the property `text`, or the article that `for` points to, or else the element's own text, which stays
 * readable as it is when no analysis can be made.
 *
 * @tag article-lens
 *
 * @fires {CustomEvent<{}>} al-ready - The analyser is there.
 * @fires {CustomEvent<{ text: string, report: Report }>} al-analyzed - A text was read.
 * @fires {CustomEvent<{ edits: Edits }>} al-edited - The reader put something right, or took that back.
 * @fires {CustomEvent<{ error: unknown, message: string }>} al-error - No analysis could be made; the console says why, unless `preventDefault()` is called.
 * @fires {CustomEvent<{ entity: Entity, mention: Mention }>} al-entity-select - The reader chose a name.
 * @fires {CustomEvent<{ event: TimelineEvent }>} al-event-select - The reader chose an event of the timeline.
 *
 * @slot - The article, where it stands inside the element; it is shown as it is until it was read, and when it cannot be.
 *
 * @csspart lens - Everything that was found, with the article.
 * @csspart publication - The publication date, how it was found, and the choice of another.
 * @csspart changes - How many things the reader put right, and the way back.
 * @csspart legend - The kinds of names that can be shown and hidden.
 * @csspart text - The article.
 * @csspart mark - A name, an amount or a date in the article.
 * @csspart card - What is known of the name that was chosen.
 * @csspart findings - All lists beside or below the article.
 * @csspart timeline - The view of the timeline.
 * @csspart picture - The timeline as a picture.
 * @csspart event - One event of the timeline.
 * @csspart tail - What is told without a date.
 * @csspart stance - The view of the positions.
 * @csspart matrix - The table of who takes which position towards whom.
 * @csspart cell - One field of that table.
 * @csspart statement - One statement with its words.
 * @csspart entities - The view of people and places.
 * @csspart entity - One name in that view.
 * @csspart diagnostics - What was doubtful or cut.
 * @csspart back - The way back to the finding that led away.
 * @csspart status - The line that says what was found.
 * @csspart error - The line that says why nothing could be read.
 *
 * @cssprop --al-font - The typeface of lists and buttons.
 * @cssprop --al-font-text - The typeface of the article and of headings.
 * @cssprop --al-text-size - The size of the article.
 * @cssprop --al-text - The colour of text.
 * @cssprop --al-text-quiet - The colour of what stands back.
 * @cssprop --al-background - The colour behind the row of views, which stays on the screen: that of the page.
 * @cssprop --al-surface - The colour behind cards and fields.
 * @cssprop --al-line - The colour of lines.
 * @cssprop --al-accent - The colour of links and of the focus.
 * @cssprop --al-evidence - The colour behind words that a finding leads to.
 * @cssprop --al-sticky-top - How much of the top of the screen a bar of the page covers.
 *
 * @cssstate loading - While the analyser is fetched or a text is read.
 * @cssstate analyzed - Once a text was read.
 * @cssstate failed - While no analysis can be made.
 */
export class ArticleLens extends LitElement {
  static override styles = styles;
  static override properties = {
    text: { attribute: false },
    blocks: { attribute: false },
    ready: { attribute: false },
    edits: { attribute: false },
    words: { attribute: false },
    analyzer: { attribute: false },
    published: { type: String, reflect: true },
    views: { type: String, reflect: true },
    editable: { type: Boolean, reflect: true },
    htmlFor: { attribute: 'for', type: String, reflect: true },
    loading: { type: String, reflect: true },
    theme: { type: String, reflect: true },
    ui: { type: String, reflect: true },
    findings: { state: true },
    failure: { state: true },
    selection: { state: true },
    cell: { state: true },
    topics: { state: true },
    opened: { state: true },
    long: { state: true },
    unfolded: { state: true },
    fixing: { state: true },
    masked: { state: true },
    sole: { state: true },
    away: { state: true },
    busy: { state: true },
    status: { state: true },
  };

  /** The article; `null` for the element's own text. */
  declare text: string | null;
  /** Which lines of `text` are headings, items of a list or quotations. */
  declare blocks: readonly Block[];
  /** A report that was made of a text before: shown at once, without an analysis, until `text` is set. */
  declare ready: { readonly text: string; readonly report: Report } | null;
  /** What the reader put right; setting it reads the text again. */
  declare edits: Edits;
  /** What is said around the article, word by word; `null` for the language that `ui` or the page names. */
  declare words: Words | null;
  /** How texts are read. */
  declare analyzer: Analyze;
  /** The publication date, `YYYY-MM-DD`, where the page knows it. */
  declare published: string | null;
  /** Which views to show, separated by spaces: `article entities timeline stance`. */
  declare views: string | null;
  /** Whether the reader may put right names and events. */
  declare editable: boolean;
  /** The selector of an article on the page, which is read, and marked where it stands, instead of a text of the element's own. */
  declare htmlFor: string | null;
  /** `lazy` reads, and fetches the analyser, when the element comes near the screen; `eager` at once. */
  declare loading: 'lazy' | 'eager' | null;
  /** `light` or `dark`; else what the text around the element is meant to be read on. */
  declare theme: 'light' | 'dark' | null;
  /** The language of everything around the article, as a tag like `de`; else that of the page around the element. */
  declare ui: string | null;

  declare private findings: Findings | undefined;
  declare private failure: string | undefined;
  declare private selection: Selection | undefined;
  declare private cell: Cell | undefined;
  declare private topics: boolean;
  declare private opened: ReadonlySet<string>;
  declare private long: ReadonlySet<List>;
  declare private unfolded: ReadonlySet<string>;
  declare private fixing: boolean;
  declare private masked: ReadonlySet<Shown>;
  declare private sole: string | undefined;
  declare private away: boolean;
  declare private busy: boolean;
  declare private status: string;

  static readonly #languages = new Map<string, Words>([['en', en]]);
  static readonly #learned = new EventTarget();

  /** Teaches all elements of the page another language: the one of `words.locale`. */
  static speak(words: Words): void {
    this.#languages.set(languageOf(words.locale), words);
    this.#learned.dispatchEvent(new Event('language'));
  }

  readonly #internals = this.attachInternals();
  readonly #around = new Surroundings(this, () => this.#begin());
  readonly #learn = (): void => this.requestUpdate();
  #article: ArticleText | HostArticle | undefined;
  readonly #picture = new TimelinePicture(this);
  /** The language that is spoken now. */
  #speech: Words = en;
  /** Whether the element has come near the screen, or was asked to read. */
  #begun = false;
  /** Whether there is something that was not read yet. */
  #due = false;
  #opener: HTMLElement | SVGElement | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run = 0;
  #beginning = '';
  readonly #steps = new Steps();
  /** What the last analysis was made with, and whether `edits` was set since then. */
  #used: Edits = NO_EDITS;
  #given = false;
  #shown: Source = { text: '', blocks: [] };
  /** What is said of the change that is being carried out. */
  #said = '';

  constructor() {
    super();
    this.text = null;
    this.blocks = [];
    this.ready = null;
    this.edits = NO_EDITS;
    this.words = null;
    this.analyzer = analyze;
    this.published = null;
    this.views = null;
    this.editable = false;
    this.htmlFor = null;
    this.loading = null;
    this.theme = null;
    this.ui = null;
    this.topics = false;
    this.opened = new Set();
    this.long = new Set();
    this.unfolded = new Set();
    this.fixing = false;
    this.masked = new Set();
    this.away = false;
    this.busy = false;
    this.status = '';
  }

  /** The last report; `undefined` before the first. */
  get report(): Report | undefined {
    return this.findings?.report;
  }

  /** The last report with its text and language; `undefined` before the first. */
  get result(): Findings | undefined {
    return this.findings;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    ArticleLens.#learned.addEventListener('language', this.#learn);
    // What is shown without an analysis needs no analyser yet.
    if (this.ready) this.#begun = true;
    else if (!this.#begun && this.loading === 'eager') this.#begin();
    else if (!this.#begun) this.#around.await();
    else if (this.#due) this.#schedule();
    // Away from the page, nothing was marked on it.
    else if (this.#shown.page) this.#changed();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    ArticleLens.#learned.removeEventListener('language', this.#learn);
    clearTimeout(this.#timer);
    if (this.#article instanceof HostArticle) this.#article.stop();
  }

  #begin(): void {
    this.#begun = true;
    load().then(
      () => this.#tell('al-ready', {}),
      (error: unknown) => this.#fail(error),
    );
    if (this.text !== null || !this.ready) this.#schedule();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const words = this.words ?? ArticleLens.#languages.get(languageOf(this.ui ?? this.#around.language)) ?? en;
    const translated = words !== this.#speech;
    this.#speech = words;
    if (changed.has('selection')) this.fixing = false;
    if (changed.has('ready') && this.ready && this.text === null) {
      const { text, report } = this.ready;
      this.#beginning = text.slice(0, SAME_BEGINNING);
      this.#show(new Findings(text, report, words));
    } else if (changed.has('text') || changed.has('published') || changed.has('htmlFor')) {
      this.#schedule();
    } else if (translated && this.findings) {
      this.#show(new Findings(this.findings.text, this.findings.report, words));
    }
    if (changed.has('loading') && this.loading === 'eager' && this.isConnected && !this.#begun) this.#begin();
    if (!changed.has('edits')) return;
    this.#given = true;
    this.#steps.heed(this.edits);
    if (this.findings && this.edits !== this.#used && !changed.has('text')) void this.analyze();
  }

  /** What comes in whole is read at once, what is typed when typing pauses; nothing before the element is near. */
  #schedule(): void {
    clearTimeout(this.#timer);
    this.#due = true;
    if (!this.#begun || !this.isConnected) return;
    this.busy = true;
    const typed = this.findings && this.htmlFor === null && Math.abs(this.#source().text.length - this.findings.text.length) <= TYPED;
    this.#timer = setTimeout(() => void this.analyze(), typed ? PAUSE : 0);
  }

  /** The text that is read now, with its structure. */
  #source(): Source {
    if (this.htmlFor !== null) {
      const page = pageArticle(this, this.htmlFor);
      return { ...page, page };
    }
    if (this.text !== null) return { text: this.text, blocks: this.blocks };
    return this.ready ? { text: this.ready.text, blocks: [] } : lightText(this);
  }

  /** Reads the text now; `al-analyzed` or `al-error` tells how it went. */
  async analyze(): Promise<void> {
    clearTimeout(this.#timer);
    const run = ++this.#run;
    this.#begun = true;
    this.#due = false;
    this.busy = true;
    let source: Source;
    try {
      source = this.#source();
    } catch (error) {
      this.#fail(error);
      return;
    }
    const { text, page } = source;
    const beginning = text.slice(0, SAME_BEGINNING);
    if (beginning !== this.#beginning && !this.#given && this.edits !== NO_EDITS) this.#set(this.#steps.forget());
    this.#beginning = beginning;
    this.#given = false;
    this.#used = this.edits;
    if (text.trim() === '') {
      this.#show(undefined);
      return;
    }
    const { published, corrections } = this.edits;
    const told = this.published ?? (page ? publicationDate(page.root.ownerDocument) : null);
    const date: AnalyzeOptions = published === null ? { published: told, publishedBasis: 'metadata' } : { published };
    try {
      const report = await this.analyzer(text, { ...date, corrections: [...corrections] });
      if (run !== this.#run) return;
      this.failure = undefined;
      this.#show(new Findings(text, report, this.#speech), source);
      await this.updateComplete;
      this.#tell('al-analyzed', { text, report });
    } catch (error) {
      if (run === this.#run) this.#fail(error);
    }
  }

  #show(findings: Findings | undefined, source = this.#shown): void {
    const before = this.findings;
    this.busy = false;
    this.#shown = source;
    this.findings = findings;
    this.selection = undefined;
    this.cell = undefined;
    this.opened = new Set();
    this.long = new Set();
    this.unfolded = new Set();
    this.sole = undefined;
    this.away = false;
    const said = this.#said;
    this.#said = '';
    if (!findings) {
      this.status = '';
      return;
    }
    const { anchor } = findings.report.publication;
    const moved = before?.text === findings.text && before.report.publication.anchor !== anchor;
    const changes = [said, moved ? this.#speech.datesMoved(day(anchor, this.#speech)) : '', findings.headline];
    this.status = changes.filter(Boolean).join(' ');
  }

  #fail(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    // Who put the element here is told once, unless the page sees to it itself.
    if (this.failure !== message && this.#tell('al-error', { error, message }, true)) console.error(`<article-lens>: ${message}`);
    this.failure = message;
    this.busy = false;
  }

  /** Whether nobody prevented what is done by itself. */
  #tell(name: string, detail: object, cancelable = false): boolean {
    return this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true, cancelable }));
  }

  #set(edits: Edits): void {
    this.edits = edits;
    this.#tell('al-edited', { edits });
  }

  #edit(edits: Edits, said: string): void {
    this.#said = said;
    this.#set(this.#steps.make(this.edits, edits));
  }

  /** Takes the last change of the reader back; of what came with a link, the last correction, then the date. */
  undo(): void {
    this.#said = this.#speech.fix.said.undone;
    this.#set(this.#steps.back(this.edits));
  }

  /** Lights up these words of the article and goes there. */
  show(ranges: readonly TextRange[]): void {
    this.#leave();
    this.selection = undefined;
    this.#article?.light(undefined);
    goTo(this.#article?.showEvidence(ranges));
  }

  readonly #actions: Actions = {
    show: (ranges) => this.show(ranges),
    event: (event) => {
      this.#tell('al-event-select', { event });
      this.show(this.findings?.telling(event) ?? []);
    },
    select: (entity, mention = 0) => this.#select({ entity, mention }),
    close: () => this.#close(),
    publish: (published) => this.#edit({ ...this.edits, published }, ''),
    correct: (correction: Correction, said) => {
      this.#edit({ ...this.edits, corrections: [...this.edits.corrections, correction] }, said);
    },
    undo: () => this.undo(),
    open: (cell) => {
      this.cell = this.cell === cell ? undefined : cell;
    },
    toggleTopics: () => {
      this.topics = !this.topics;
    },
    toggleParty: (party) => {
      this.opened = toggled(this.opened, party);
    },
    unfold: (holder, open) => {
      if (open !== this.unfolded.has(holder)) this.unfolded = toggled(this.unfolded, holder);
    },
    more: (list) => {
      this.long = new Set([...this.long, list]);
    },
    toggleGroup: (group) => {
      this.masked = toggled(this.masked, group);
    },
    showGroups: (all) => {
      this.masked = new Set(all ? [] : [...GROUPS, 'dates' as const]);
    },
    only: (entity) => {
      this.sole = entity;
      this.#close();
    },
    fix: (open) => {
      this.fixing = open;
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

  #select(selection: Selection): void {
    const inCard = this.shadowRoot?.activeElement?.closest('.card');
    this.#leave();
    this.selection = selection;
    this.#article?.showEvidence([]);
    this.#article?.light('entity' in selection ? selection.entity : undefined);
    goTo(this.#article?.find(selection), !inCard);
    const entity = 'entity' in selection ? this.findings?.entities.get(selection.entity) : undefined;
    if (entity && 'entity' in selection) this.#tell('al-entity-select', { entity, mention: entity.mentions[selection.mention] });
  }

  #close(): void {
    const { selection } = this;
    this.selection = undefined;
    this.#article?.light(undefined);
    if (!selection || !this.shadowRoot?.activeElement?.closest('.card')) return;
    const place = this.#article?.find(selection);
    // The words of the page cannot take the focus back.
    (place instanceof HTMLElement ? place : this.#opener)?.focus({ preventScroll: true });
  }

  #back(): void {
    this.away = false;
    this.#close();
    goTo(this.#opener);
  }

  #onKey(event: KeyboardEvent): void {
    if (stepStop(event)) return;
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    if (this.selection) this.#close();
    else if (this.away) this.#back();
    else return;
    event.preventDefault();
  }

  /** Lights up the entity under the pointer or the focus; `undefined` leaves the selected one lit. */
  #hover(marked: Marked | undefined): void {
    const selected = this.selection && 'entity' in this.selection ? this.selection.entity : undefined;
    this.#article?.light(marked && 'entity' in marked ? marked.entity : selected);
  }

  protected override updated(changed: PropertyValues): void {
    const root = this.renderRoot.querySelector<HTMLElement>('.root');
    root?.style.setProperty('--ground', this.theme === null ? this.#around.ground : '');
    if (changed.has('findings') || changed.has('views')) {
      this.#mark(this.findings);
    } else if (changed.has('masked') || changed.has('sole')) {
      this.#article?.filter(this.masked, this.sole);
    }
    // What the page around changed may have been its ground.
    if (this.#article instanceof HostArticle) this.#article.dress();
    if (changed.has('selection') || changed.has('away')) this.#placeCard();
    // The card and the marks of the article have nothing to do with the lists.
    if ([...changed.keys()].some((name) => !ASIDE.has(name))) settleStops(this.renderRoot);
    this.#setState('loading', this.busy && !this.findings);
    this.#setState('analyzed', this.findings !== undefined);
    this.#setState('failed', this.failure !== undefined);
  }

  /** The article on the page has changed: other words are read anew, the same words are marked where they stand now. */
  #changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { findings } = this;
      let source: Source | undefined;
      try {
        source = this.#source();
      } catch {
        // The analysis will say what is wrong.
      }
      if (!findings || source?.text !== findings.text) {
        void this.analyze();
        return;
      }
      this.#shown = source;
      this.#mark(findings);
    }, PAUSE);
  }

  #mark(findings: Findings | undefined): void {
    this.#article?.stop();
    this.#article = findings && this.#marked(findings);
    this.#article?.filter(this.masked, this.sole);
    this.#hover(undefined);
  }

  #setState(name: string, on: boolean): void {
    try {
      this.#internals.states[on ? 'add' : 'delete'](name);
    } catch {
      // Chrome before 125 takes names with two hyphens only.
    }
  }

  #marked(findings: Findings): ArticleText | HostArticle | undefined {
    const { page, blocks } = this.#shown;
    const open = (what: Marked): void => this.#select(what);
    if (page) return new HostArticle(page, findings, open, () => this.#changed());
    const sheet = this.renderRoot.querySelector<HTMLElement>('#text');
    return sheet ? new ArticleText(sheet, findings, blocks, open, (what) => this.#hover(what)) : undefined;
  }

  /** The card goes under its mark, or, for words of the page, over everything. */
  #placeCard(): void {
    const dock = this.renderRoot.querySelector<HTMLElement>('.dock');
    if (dock) {
      if (!dock.matches(':popover-open')) dock.showPopover();
      dock.querySelector<HTMLElement>('.card')?.focus({ preventScroll: true });
      return;
    }
    const mark = this.selection && this.#article?.find(this.selection);
    const card = this.renderRoot.querySelector<HTMLElement>('.card');
    if (mark instanceof HTMLElement && card) placeUnder(mark, card);
  }

  #go(view: View): void {
    if (view === 'article' && this.#article instanceof HostArticle) {
      this.#article.root.scrollIntoView();
      return;
    }
    goTo(this.renderRoot.querySelector<HTMLElement>(`#${view}`) ?? undefined);
  }

  protected override render(): TemplateResult {
    const { locale, direction } = this.#speech;
    const scheme = this.theme ?? this.#around.scheme;
    const failed = this.failure === undefined ? nothing : this.#failed(this.failure);
    // The text inside the element keeps its place, whatever there is to say.
    return html`<slot ?hidden=${this.findings !== undefined} @slotchange=${() => this.text ?? this.ready ?? this.#schedule()}></slot>
      <div class="root" lang=${locale} dir=${this.#around.direction || direction} data-scheme=${scheme ?? nothing} @keydown=${this.#onKey} @focusin=${keepStop}>
        <p class="status" role="status" part="status">${this.status}</p>
        ${this.findings ? html`${failed} ${this.#analysed(this.findings)}` : html`${this.#unread()} ${failed}`}
      </div>`;
  }

  /** Readers are told that nothing was found; why is for whoever put the element here. */
  #failed(reason: string): TemplateResult {
    return html`<details class="failure" part="error" role="alert">
      <summary>${this.#speech.failed}</summary>
      <p lang="en" dir="ltr">${reason}</p>
    </details>`;
  }

  /** The text that no analysis can be made of. */
  #unread(): TemplateResult | typeof nothing {
    return this.failure !== undefined && this.text ? html`<div class="text" part="text">${this.text}</div>` : nothing;
  }

  #analysed(findings: Findings): TemplateResult {
    const { cell, topics, opened, long, unfolded, fixing, selection, edits, editable, away, busy, masked, sole } = this;
    const views = chosenViews(this.views);
    const state = { findings, cell, topics, opened, long, unfolded, fixing, selection, edits, editable, away, busy, masked, sole, views, picture: this.#picture, onPage: this.#shown.page !== undefined };
    return lensView(state, this.#actions, (view) => this.#go(view), () => this.#back());
  }
}

/** What is read: a text, and where it stands if that is on the page around the element. */
interface Source extends Structured {
  readonly page?: PageArticle;
}

function toggled<T>(set: ReadonlySet<T>, item: T): ReadonlySet<T> {
  const other = new Set(set);
  if (!other.delete(item)) other.add(item);
  return other;
}
