import { CsvError } from "./error.ts";

/** Most characters of a table, rows of it, columns, and characters of a field. */
export const CSV_LIMITS = { text: 32 << 20, rows: 100_000, columns: 256, field: 32_768 } as const;

const SEPARATORS = [",", ";", "\t"] as const;

/** What stands between fields: the one that the first line has most of outside quotes. */
function separatorOf(text: string): string {
  const counts = new Map<string, number>(SEPARATORS.map((each) => [each, 0]));
  let isQuoted = false;
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted;
    else if (!isQuoted && (character === "\n" || character === "\r")) break;
    else if (!isQuoted && counts.has(character)) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  return SEPARATORS.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best));
}

class Reader {
  readonly #text: string;
  readonly #separator: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#separator = separatorOf(text);
  }

  get isOver(): boolean {
    return this.#at >= this.#text.length;
  }

  #quoted(): string {
    let value = "";
    for (this.#at++; ;) {
      const end = this.#text.indexOf('"', this.#at);
      if (end === -1) throw new CsvError("csv.quote");
      value += this.#text.slice(this.#at, end);
      this.#at = end + 1;
      if (this.#text[this.#at] !== '"') break;
      value += '"';
      this.#at++;
    }
    return value;
  }

  #plain(): string {
    const start = this.#at;
    while (!this.isOver) {
      const character = this.#text[this.#at] as string;
      if (character === this.#separator || character === "\n" || character === "\r") break;
      // A quote belongs around a whole field (RFC 4180 section 2, rule 5).
      if (character === '"') throw new CsvError("csv.quote");
      this.#at++;
    }
    return this.#text.slice(start, this.#at);
  }

  row(): readonly string[] {
    const fields: string[] = [];
    for (;;) {
      const field = this.#text[this.#at] === '"' ? this.#quoted() : this.#plain();
      if (field.length > CSV_LIMITS.field) throw new CsvError("csv.too_large");
      fields.push(field);
      if (fields.length > CSV_LIMITS.columns) throw new CsvError("csv.too_many");
      const next = this.#text[this.#at];
      if (next !== this.#separator) break;
      this.#at++;
    }
    if (this.#text[this.#at] === "\r") this.#at++;
    if (this.#text[this.#at] === "\n") this.#at++;
    else if (!this.isOver && this.#text[this.#at - 1] !== "\r") throw new CsvError("csv.quote");
    return fields;
  }
}

export interface CsvRow {
  /** Of the file, the head is the first. */
  readonly number: number;
  readonly fields: readonly string[];
}

export interface CsvTable {
  readonly head: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * A table with a head (RFC 4180), its fields apart by comma, semicolon or tab; empty rows are left out,
 * a byte order mark too. Throws CsvError.
 */
export function parseCsv(text: string): CsvTable {
  if (text.length > CSV_LIMITS.text) throw new CsvError("csv.too_large");
  const reader = new Reader(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const all: CsvRow[] = [];
  for (let number = 1; !reader.isOver; number++) {
    const fields = reader.row();
    if (fields.some((field) => field.trim() !== "")) all.push({ number, fields });
    if (all.length > CSV_LIMITS.rows + 1) throw new CsvError("csv.too_many");
  }
  const [head, ...rows] = all;
  if (head === undefined || rows.length === 0) throw new CsvError("csv.empty");
  return { head: head.fields.map((name) => name.trim()), rows };
}

/** One field as it is written into a table. */
function written(field: string): string {
  // What a spreadsheet would take for a formula is kept from being one.
  const plain = /^[=+\-@\t\r]/.test(field) ? `'${field}` : field;
  return /[",;\n\r\t]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

export function writeCsv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(written).join(",")}\r\n`).join("");
}
