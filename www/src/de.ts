import { de } from './locales/de.js';
import type { Words } from './locales/en.js';

export { de };

// The element speaks German from now on, also where it comes later; where there is no DOM, importing only gives the words.
if (typeof customElements !== 'undefined') {
  void customElements
    .whenDefined('article-lens')
    .then((element) => (element as { speak?: (words: Words) => void }).speak?.(de));
}
