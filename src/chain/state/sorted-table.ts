/** Rows by id, and all of them in order of id (UTF-16 code units); the order is kept until a row changes. */
export class SortedTable<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>();
  #sorted: readonly Row[] | undefined;

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  set(row: Row): void {
    this.#rows.set(row.id, row);
    this.#sorted = undefined;
  }

  sorted(): readonly Row[] {
    this.#sorted ??= sortById([...this.#rows.values()]);
    return this.#sorted;
  }

  /** These rows laid over others that are sorted already. */
  sortedOver(base: readonly Row[]): readonly Row[] {
    if (this.#rows.size === 0) return base;
    return sortById([...base.filter(({ id }) => !this.#rows.has(id)), ...this.#rows.values()]);
  }
}

function sortById<Row extends { readonly id: string }>(rows: Row[]): readonly Row[] {
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
}
