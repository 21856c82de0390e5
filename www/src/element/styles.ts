import { unsafeCSS, type CSSResult } from 'lit';
import article from './styles/article.css?inline';
import base from './styles/base.css?inline';
import layout from './styles/layout.css?inline';
import lists from './styles/lists.css?inline';
import stance from './styles/stance.css?inline';
import timeline from './styles/timeline.css?inline';

/** The element's own style sheets; Lit adopts them, so that a page's style-src need not allow anything. */
export const styles: CSSResult[] = [base, layout, article, lists, stance, timeline].map((sheet) => unsafeCSS(sheet));
