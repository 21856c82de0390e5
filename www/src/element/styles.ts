import { unsafeCSS, type CSSResult } from 'lit';
import article from './styles/article.css?inline';
import base from './styles/base.css?inline';
import layout from './styles/layout.css?inline';
import lists from './styles/lists.css?inline';
import print from './styles/print.css?inline';
import stance from './styles/stance.css?inline';
import timeline from './styles/timeline.css?inline';

// A page may give its root any size of text, and many give it 10 px, so that `rem` says nothing about what is read there.
// Registered as a length, the property is one size for the whole element: that of the text around it.
try {
  CSS.registerProperty({ name: '--al-unit', syntax: '<length>', inherits: true, initialValue: '16px' });
} catch {
  // Another copy of this script was first, or there is no DOM.
}

/** The element's own style sheets; Lit adopts them, so that a page's style-src need not allow anything. */
export const styles: CSSResult[] = [base, layout, article, lists, stance, timeline, print].map((sheet) =>
  unsafeCSS(sheet.replace(/(-?[\d.]+)rem\b/g, 'calc($1 * var(--al-unit))')),
);
