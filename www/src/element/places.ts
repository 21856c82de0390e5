/** Goes to a place of the element or, for words of the page around it, to them; an element takes the focus unless told otherwise. */
export function goTo(place: HTMLElement | SVGElement | Range | undefined, focus = true): void {
  if (!place) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  if (place instanceof Range) {
    // Words of the page cannot have the focus; reading and the tab key go on from them.
    getSelection()?.collapse(place.startContainer, place.startOffset);
    const { top, height } = place.getBoundingClientRect();
    scrollBy({ top: top + height / 2 - innerHeight / 2, behavior });
    return;
  }
  if (focus) place.focus({ preventScroll: true });
  // What is taller than half the window is read from its top.
  const tall = place.getBoundingClientRect().height > innerHeight / 2;
  place.scrollIntoView({ block: tall ? 'start' : 'center', behavior });
}

/** Puts a card under its mark, within the sheet that both stand on; a narrow element shows it at the bottom of the screen instead. */
export function placeUnder(mark: HTMLElement, card: HTMLElement): void {
  const sheet = card.parentElement!;
  const [at, within] = [mark.getClientRects()[0] ?? mark.getBoundingClientRect(), sheet.getBoundingClientRect()];
  const rtl = getComputedStyle(sheet).direction === 'rtl';
  const start = rtl ? within.right - at.right : at.left - within.left;
  card.style.setProperty('--card-start', `${Math.max(0, Math.min(start, within.width - card.offsetWidth))}px`);
  card.style.setProperty('--card-top', `${at.bottom - within.top + 8}px`);
}
