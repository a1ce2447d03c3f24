import { type KeyboardEvent, type ReactNode, useId, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ROW_HEIGHT, rowForKey, scrollTopFor, windowAt } from "./table-window.ts";

export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** A track of CSS grid, as "96px" or "minmax(160px, 2fr)"; all columns share alike if left out. */
  readonly width?: string;
  /** Says what the row is about. */
  readonly isHead?: boolean;
  readonly isEnd?: boolean;
}

export interface TableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly count: number;
  /** Undefined while that row is still being fetched. */
  readonly rowAt: (index: number) => Row | undefined;
  readonly keyOf: (row: Row) => string;
  /** Key of the row whose details stand beside. */
  readonly selected?: string | undefined;
  /** A row was pressed, or Enter with it in focus. */
  readonly onOpen?: (row: Row) => void;
  /** Instead of the table when there is no row. */
  readonly empty: ReactNode;
  /** Narrowest that the columns may become, in pixels; below it the table scrolls sideways. */
  readonly minWidth?: number;
  /** Height as CSS, as "420px"; by default it fills what its parent leaves it, and never less than five rows. */
  readonly height?: string;
}

/** Height of the head, in pixels. */
const HEAD = 36;

/**
 * Rows beyond count: only those in view are in the page. One stop for Tab; arrows, Page Up and Down,
 * Home and End go from row to row, Enter opens.
 */
export function Table<Row>(props: TableProps<Row>) {
  const { label, columns, count, rowAt, keyOf, selected, onOpen, empty, minWidth = 560, height } = props;
  const { t } = useTranslation("parts");
  const id = useId();
  const [view, setView] = useState<HTMLDivElement | null>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [viewHeight, setViewHeight] = useState(10 * ROW_HEIGHT);
  const [wanted, setActive] = useState(0);
  const [isFocused, setFocused] = useState(false);

  useLayoutEffect(() => {
    if (view === null) return undefined;
    const measure = () => setViewHeight(Math.max(ROW_HEIGHT, view.clientHeight - HEAD));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(view);
    return () => observer.disconnect();
  }, [view]);

  if (count === 0) return <>{empty}</>;

  const active = Math.min(wanted, count - 1);
  const { height: whole, first, end, offset } = windowAt(count, scrollTop, viewHeight);
  const tracks = { gridTemplateColumns: columns.map(({ width }) => width ?? "minmax(0, 1fr)").join(" ") };
  const rowId = (index: number): string => `${id}-${index}`;

  function open(index: number): void {
    const row = rowAt(index);
    if (row !== undefined) onOpen?.(row);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      open(active);
      return;
    }
    const page = Math.max(1, Math.floor(viewHeight / ROW_HEIGHT) - 1);
    const next = rowForKey(event.key, active, count, page);
    if (next === undefined) return;
    event.preventDefault();
    setActive(next);
    view?.scrollTo({ top: scrollTopFor(next, count, view.scrollTop, viewHeight) });
  }

  return (
    <div
      ref={setView}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-activedescendant={active >= first && active < end ? rowId(active) : undefined}
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      className="relative min-h-[266px] flex-1 overflow-auto text-[0.9333rem] focus-visible:-outline-offset-2"
      style={{ height }}
    >
      <div style={{ minWidth }}>
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-10 grid items-center border-b border-line-strong bg-paper"
          style={{ ...tracks, height: HEAD }}
        >
          {columns.map(({ id: column, title, isEnd = false }) => (
            <div
              key={column}
              role="columnheader"
              className={`truncate px-2 text-[0.8rem] font-semibold text-dim ${isEnd ? "pe-4 text-end" : ""}`}
            >
              {title}
            </div>
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height: whole }}>
          {Array.from({ length: end - first }, (_, i) => {
            const index = first + i;
            const row = rowAt(index);
            const isSelected = row !== undefined && keyOf(row) === selected;
            const isActive = isFocused && index === active;
            return (
              // The grid itself takes the keys.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={row === undefined ? `at ${index}` : keyOf(row)}
                id={rowId(index)}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={onOpen === undefined ? undefined : isSelected}
                onClick={() => {
                  setActive(index);
                  open(index);
                }}
                className={`absolute inset-x-0 grid items-center border-b border-line ${isSelected ? "bg-[color-mix(in_srgb,var(--accent)_10%,transparent)]" : "hover:bg-[color-mix(in_srgb,var(--accent)_5%,transparent)]"} ${isActive ? "outline-2 -outline-offset-2 outline-accent" : ""} ${isSelected ? "forced:bg-[Highlight]" : ""}`}
                style={{ ...tracks, height: ROW_HEIGHT, top: offset + i * ROW_HEIGHT }}
              >
                {row === undefined ? (
                  <div role="gridcell" className="px-2 text-dim">
                    {t("table.loading")}
                  </div>
                ) : (
                  columns.map(({ id: column, cell, isHead = false, isEnd = false }) => (
                    <div
                      key={column}
                      role={isHead ? "rowheader" : "gridcell"}
                      className={`line-clamp-2 min-w-0 px-2 leading-[1.3] ${isHead ? "font-semibold" : ""} ${isEnd ? "pe-4 text-end" : ""}`}
                    >
                      {cell(row)}
                    </div>
                  ))
                )}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
