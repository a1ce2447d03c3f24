import {
  type Measure,
  type Sheet,
  SHEET_SIZES,
  type SheetFont,
  type SheetItem,
  type SheetSize,
} from "./sheet.ts";

export interface TextStyle {
  readonly size: number;
  readonly font?: SheetFont;
  /** Left end and width, if not those of the page. */
  readonly x?: number;
  readonly width?: number;
}

const LEADING = 1.35;
const MOST_SHEETS = 200;

/** The longest beginning of a word that still fits; at least one character. */
function fitting(word: string, most: number, measure: (text: string) => number): string {
  const characters = [...word];
  let length = characters.length;
  while (length > 1 && measure(characters.slice(0, length).join("")) > most) length--;
  return characters.slice(0, length).join("");
}

/** Lines no wider than `most`; a word that is wider by itself is cut. */
export function wrap(text: string, most: number, measure: (text: string) => number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (let word of text.split(/\s+/u).filter((each) => each !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= most) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    while (measure(word) > most && word.length > 1) {
      const head = fitting(word, most, measure);
      if (head === word) break;
      lines.push(head);
      word = word.slice(head.length);
    }
    line = word;
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** Sets text and other things one below the other, on as many sheets as that takes. */
export class Flow {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
  readonly #measure: Measure;
  readonly #footer: string;
  readonly #sheets: SheetItem[][] = [];
  y = 0;

  /** `footer` stands at the foot of every sheet, in a form that may name `{page}` and `{pages}`. */
  constructor(size: SheetSize, measure: Measure, footer: string) {
    ({ width: this.width, height: this.height } = SHEET_SIZES[size]);
    this.margin = size === "label" ? 18 : 54;
    this.#measure = measure;
    this.#footer = footer;
    this.breakSheet();
  }

  get inner(): number {
    return this.width - 2 * this.margin;
  }

  /** Where what is set must end. */
  get bottom(): number {
    return this.height - this.margin - 12;
  }

  breakSheet(): void {
    if (this.#sheets.length >= MOST_SHEETS) throw new RangeError("too many sheets");
    this.#sheets.push([]);
    this.y = this.margin;
  }

  /** Goes on on a new sheet unless so much room is left. */
  need(height: number): void {
    if (this.y + height > this.bottom && this.y > this.margin) this.breakSheet();
  }

  add(item: SheetItem): void {
    (this.#sheets.at(-1) as SheetItem[]).push(item);
  }

  space(height: number): void {
    this.y += height;
  }

  rule(): void {
    this.add({ kind: "rule", x: this.margin, y: this.y, width: this.inner });
  }

  lines(text: string, style: TextStyle): readonly string[] {
    const { size, font = "regular", width = this.inner } = style;
    return wrap(text, width, (part) => this.#measure(part, font, size));
  }

  /** Height that a text takes. */
  heightOf(text: string, style: TextStyle): number {
    return this.lines(text, style).length * style.size * LEADING;
  }

  text(text: string, style: TextStyle): void {
    const { size, font = "regular", x = this.margin } = style;
    for (const line of this.lines(text, style)) {
      this.need(size * LEADING);
      this.add({ kind: "text", x, y: this.y + size, size, font, text: line });
      this.y += size * LEADING;
    }
  }

  /** A label with what it says beside it. */
  row(
    label: string,
    value: string,
    widths: { readonly label: number; readonly size: number; readonly width?: number },
  ): void {
    const { size, width = this.inner } = widths;
    const left = { size, width: widths.label - 8 };
    const right = { size, font: "bold", x: this.margin + widths.label, width: width - widths.label } as const;
    const height = Math.max(this.heightOf(label, left), this.heightOf(value, right));
    this.need(Math.min(height, this.bottom - this.margin));
    const top = this.y;
    this.text(label, left);
    const afterLabel = this.y;
    this.y = top;
    this.text(value, right);
    this.y = Math.max(this.y, afterLabel) + 3;
  }

  /** All sheets, each with its foot. */
  done(): readonly Sheet[] {
    const pages = this.#sheets.length;
    return this.#sheets.map((items, i) => {
      const text = this.#footer.replace("{page}", String(i + 1)).replace("{pages}", String(pages));
      const foot: SheetItem = {
        kind: "text",
        x: this.margin,
        y: this.height - this.margin + 6,
        size: this.width < 300 ? 6 : 8,
        font: "regular",
        text,
      };
      return { width: this.width, height: this.height, items: [...items, foot] };
    });
  }
}
