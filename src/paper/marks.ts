/** Characters of a printed certificate's message: a portrait of 12 KiB is encoded three times over. */
export const MAX_PAPER = 196_608;

/** Members are sorted, so every message begins and ends like this (message.ts). */
export const PAPER_HEAD = '{"credential":"';
export const PAPER_END = /","format":"sealfolio-paper-1","receipt":"(?:[^"\\]|\\.)*"\}/;

/** Whether a text is meant to be one; what it holds is another question. */
export function isPaper(text: string): boolean {
  return text.startsWith(PAPER_HEAD);
}
