import { fileURLToPath } from "node:url";
import { fromUtf8 } from "../../src/bytes/bytes.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject } from "../../src/json/value.ts";
import type { SheetFont } from "../../src/paper/sheet.ts";
import { readFileCapped } from "../doors/file.ts";

/** The window's own fonts, cut by script as they are packaged. */
const CUTS = [
  ["source-serif-4", ["latin", "latin-ext", "vietnamese", "greek", "cyrillic", "cyrillic-ext"]],
  ["noto-sans-arabic", ["arabic"]],
] as const;

const WEIGHTS: { readonly [font in SheetFont]: number } = { regular: 400, bold: 600 };
const MOST = 1 << 20;

type Ranges = readonly (readonly [first: number, last: number])[];

export interface FontCut {
  /** Names a font of the document, for `fontFile`. */
  readonly id: string;
  readonly ranges: Ranges;
  /** Its words are set from right to left. */
  readonly isRightToLeft: boolean;
}

function pathOf(family: string, file: string): string {
  return fileURLToPath(import.meta.resolve(`@fontsource/${family}/${file}`));
}

function rangesOf(text: unknown): Ranges {
  if (typeof text !== "string") return [];
  return text.split(",").map((range) => {
    const [first = "", last = first] = range.trim().replace("U+", "").split("-");
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });
}

let known: readonly FontCut[] | undefined;

/** All cuts, in the order in which they are tried. */
export function fontCuts(): readonly FontCut[] {
  known ??= CUTS.flatMap(([family, cuts]) => {
    const read = parseJson(fromUtf8(readFileCapped(pathOf(family, "unicode.json"), MOST)));
    const table = isJsonObject(read) ? read : {};
    return cuts.map((cut) => ({
      id: `${family}/${cut}`,
      ranges: rangesOf(table[cut]),
      isRightToLeft: family === "noto-sans-arabic",
    }));
  });
  return known;
}

export function fontFile(id: string, font: SheetFont): Uint8Array {
  const [family = "", cut = ""] = id.split("/");
  return readFileCapped(pathOf(family, `files/${family}-${cut}-${WEIGHTS[font]}-normal.woff`), MOST);
}

/** The first cut that has a character; undefined for what none has. */
export function cutFor(code: number): FontCut | undefined {
  return fontCuts().find(({ ranges }) => ranges.some(([first, last]) => code >= first && code <= last));
}
