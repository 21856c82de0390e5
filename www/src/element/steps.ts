import { NO_EDITS, type Edits } from '../findings.js';

/** The steps in which a reader put things right, for the way back. */
export class Steps {
  #before: Edits[] = [];
  /** What the last step led to. */
  #made: Edits = NO_EDITS;

  /** What did not come of a step has none that could be taken back. */
  heed(edits: Edits): void {
    if (edits !== this.#made) this.#before = [];
  }

  /** Notes a step and returns what it leads to. */
  make(before: Edits, edits: Edits): Edits {
    this.#before.push(before);
    return (this.#made = edits);
  }

  /** Takes the last step back; of edits that came with a link, the last correction, then the date. */
  back({ published, corrections }: Edits): Edits {
    const shorter = corrections.length ? { published, corrections: corrections.slice(0, -1) } : NO_EDITS;
    return (this.#made = this.#before.pop() ?? shorter);
  }

  /** Another article: what was put right in the one before is nothing to it. */
  forget(): Edits {
    this.#before = [];
    return (this.#made = NO_EDITS);
  }
}
