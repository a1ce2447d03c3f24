import { cutFor, type FontCut } from "./fonts.ts";

/** Characters of one font, side by side. */
export interface Run {
  readonly cut: FontCut;
  readonly text: string;
}

/** What stands on paper for a character that no font has. */
const MISSING = "?";

/** Marks that turn the direction of what follows (Unicode UAX 9): paper shows what the codes hold, in its order. */
const TURNS = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Whether every character of a text can be printed. */
export function isPrintable(text: string): boolean {
  return [...text].every((character) => cutFor(character.codePointAt(0) as number) !== undefined);
}

function cutText(text: string): Run[] {
  const runs: { cut: FontCut; text: string }[] = [];
  for (const character of text.replaceAll(TURNS, "")) {
    const code = character.codePointAt(0) as number;
    const last = runs.at(-1);
    const found = cutFor(code) ?? cutFor(MISSING.charCodeAt(0));
    if (found === undefined) continue;
    const shown = cutFor(code) === undefined ? MISSING : character;
    // Combining marks and spaces stay with what they stand by, where its font has them.
    const cut = last?.cut.ranges.some(([from, to]) => code >= from && code <= to) ? last.cut : found;
    if (last?.cut === cut) last.text += shown;
    else runs.push({ cut, text: shown });
  }
  return runs;
}

/** Words that are read from right to left and follow one another, spaces and all, the other way round. */
function inReadingOrder(runs: readonly Run[]): readonly Run[] {
  const out: Run[] = [];
  let at = 0;
  while (at < runs.length) {
    let end = at;
    while (runs[end]?.cut.isRightToLeft || (end > at && runs[end]?.text.trim() === "")) end++;
    while (end > at && runs[end - 1]?.text.trim() === "") end--;
    if (end === at) out.push(runs[at++] as Run);
    else {
      out.push(...runs.slice(at, end).toReversed());
      at = end;
    }
  }
  return out;
}

/** A line as runs from left to right. */
export function runsOf(text: string): readonly Run[] {
  return inReadingOrder(cutText(text));
}
