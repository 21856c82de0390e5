import { ArticleLens } from './element/lens.js';

export { ArticleLens };

declare global {
  interface HTMLElementTagNameMap {
    'article-lens': ArticleLens;
  }
}

// Where there is no DOM, importing only gives the class; where another copy was first, that one stays.
if (typeof window !== 'undefined' && !customElements.get('article-lens')) {
  customElements.define('article-lens', ArticleLens);
}
