import type { Flow } from "./flow.ts";
import { fill, PAPER_WORDS, type PaperLanguage } from "./words.ts";

export interface PrintedCode {
  readonly path: string;
  readonly modules: number;
}

const GAP = 14;

/** Codes two side by side, as large as that leaves them: a webcam's picture is coarse. */
export function setCodes(
  flow: Flow,
  codes: readonly PrintedCode[],
  language: PaperLanguage,
  most: number,
): void {
  const words = PAPER_WORDS[language];
  const count = codes.length;
  const caption = flow.width < 300 ? 8 : 12;
  const rows = Math.ceil(count / 2);
  const room = flow.width < 300 ? (flow.bottom - flow.y) / rows - caption : most;
  const size = Math.max(
    72,
    Math.min(most, (flow.inner - (count === 1 ? 0 : GAP)) / (count === 1 ? 1 : 2), room),
  );
  for (let i = 0; i < count; i += 2) {
    flow.need(size + caption);
    for (const [column, code] of codes.slice(i, i + 2).entries()) {
      // One alone stands in the middle.
      const x = count === 1 ? (flow.width - size) / 2 : flow.margin + column * (flow.inner - size);
      flow.add({ kind: "code", x, y: flow.y, size, ...code });
      if (count === 1) continue;
      const text = fill(words.code, { n: i + column + 1, count });
      const y = flow.y + size + caption - 4;
      flow.add({ kind: "text", x, y, size: caption - 3, font: "regular", text });
    }
    flow.y += size + caption;
  }
}
