/** Height of a row, in pixels. */
export const ROW_HEIGHT = 46;
/** Rows drawn beyond each edge, so that a quick scroll does not show their lack. */
const SPARE = 6;
/** Browsers cannot lay out much more than 16 million pixels; beyond this, scrolling is in larger steps. */
const MAX_HEIGHT = 8_000_000;

export interface TableWindow {
  /** Height to scroll through, in pixels. */
  readonly height: number;
  /** First row drawn, and one past the last. */
  readonly first: number;
  readonly end: number;
  /** Where the first drawn row stands, in pixels from the top of what is scrolled. */
  readonly offset: number;
}

/** Rows to draw when what is scrolled stands at `scrollTop` in a view `viewHeight` high. */
export function windowAt(count: number, scrollTop: number, viewHeight: number): TableWindow {
  const whole = count * ROW_HEIGHT;
  const height = Math.min(whole, MAX_HEIGHT);
  const top = Math.max(0, Math.min(scrollTop, height - viewHeight));
  const real = height === whole ? top : (top / (height - viewHeight)) * (whole - viewHeight);
  const first = Math.max(0, Math.floor(real / ROW_HEIGHT) - SPARE);
  const end = Math.min(count, Math.ceil((real + viewHeight) / ROW_HEIGHT) + SPARE);
  return { height, first, end, offset: top - (real - first * ROW_HEIGHT) };
}

/** Where to scroll so that a row can be seen whole; where it is already, if it can. */
export function scrollTopFor(row: number, count: number, scrollTop: number, viewHeight: number): number {
  const whole = count * ROW_HEIGHT;
  const height = Math.min(whole, MAX_HEIGHT);
  const scale = height === whole ? 1 : (whole - viewHeight) / (height - viewHeight);
  const real = scrollTop * scale;
  const above = row * ROW_HEIGHT;
  const below = above + ROW_HEIGHT - viewHeight;
  const wanted = real > above ? above : real < below ? below : real;
  return wanted === real ? scrollTop : Math.max(0, wanted / scale);
}

/** The row a key leads to, or undefined for a key that leads nowhere. */
export function rowForKey(key: string, row: number, count: number, page: number): number | undefined {
  const steps: { readonly [key: string]: number } = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + page,
    PageUp: row - page,
    Home: 0,
    End: count - 1,
  };
  if (!Object.hasOwn(steps, key) || count === 0) return undefined;
  return Math.min(count - 1, Math.max(0, steps[key] as number));
}
