/** What can be reached within a group. */
const ITEMS = 'button:not(:disabled), summary, a[href]';

/** Of each group (`data-rove`) below `root`, one item is reached with the tab key; the arrow keys lead to the others. */
export function settleStops(root: ParentNode): void {
  for (const group of root.querySelectorAll<HTMLElement>('[data-rove]')) {
    const items = [...group.querySelectorAll<HTMLElement>(ITEMS)];
    const seen = (item: HTMLElement): boolean => item.checkVisibility();
    const stop = items.find((item) => item.dataset.stop !== undefined && seen(item)) ?? items.find(seen);
    for (const item of items) {
      const index = item === stop ? 0 : -1;
      if (item.tabIndex !== index) item.tabIndex = index;
    }
  }
}

function groupOf(target: EventTarget | null): { group: HTMLElement; item: HTMLElement } | undefined {
  const item = (target as HTMLElement | null)?.closest<HTMLElement>(ITEMS);
  const group = item?.closest<HTMLElement>('[data-rove]');
  return item && group ? { group, item } : undefined;
}

/** The item that has the focus is the one that the tab key comes back to. */
export function keepStop(event: Event): void {
  const at = groupOf(event.target);
  if (!at) return;
  for (const item of at.group.querySelectorAll<HTMLElement>('[data-stop]')) {
    delete item.dataset.stop;
    item.tabIndex = -1;
  }
  at.item.dataset.stop = '';
  at.item.tabIndex = 0;
}

/** Carries an arrow key out, within a table by rows and columns; whether it was one that leads somewhere. */
export function stepStop(event: KeyboardEvent): boolean {
  const at = groupOf(event.target);
  if (!at || event.altKey || event.ctrlKey || event.metaKey) return false;
  const next = neighbour(at.group, at.item, event.key);
  if (!next) return false;
  next.focus();
  event.preventDefault();
  return true;
}

function neighbour(group: HTMLElement, item: HTMLElement, key: string): HTMLElement | undefined {
  const items = [...group.querySelectorAll<HTMLElement>(ITEMS)].filter((one) => one.checkVisibility());
  const at = items.indexOf(item);
  const rtl = getComputedStyle(group).direction === 'rtl';
  switch (key) {
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    case 'ArrowRight':
      return items[at + (rtl ? -1 : 1)];
    case 'ArrowLeft':
      return items[at + (rtl ? 1 : -1)];
    case 'ArrowDown':
    case 'ArrowUp':
      return vertical(items, item, key === 'ArrowDown' ? 1 : -1) ?? items[at + (key === 'ArrowDown' ? 1 : -1)];
    default:
      return undefined;
  }
}

/** In a table, the next item above or below in the same column. */
function vertical(items: readonly HTMLElement[], item: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const cell = item.closest<HTMLTableCellElement>('td, th');
  if (!cell) return undefined;
  const row = (one: HTMLElement): number => (one.closest('tr') as HTMLTableRowElement).rowIndex;
  const column = items.filter((one) => one.closest<HTMLTableCellElement>('td, th')?.cellIndex === cell.cellIndex);
  const beyond = column.filter((one) => (row(one) - row(item)) * step > 0);
  return step === 1 ? beyond[0] : beyond.at(-1);
}
