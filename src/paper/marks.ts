/** Characters of a printed certificate's message: a portrait of 12 KiB is encoded three times over. */
export const MAX_PAPER = 196_608;

/** Members are sorted, so every message begins and ends like this (message.ts). */
export const PAPER_HEAD = '{"credential":"';
export const PAPER_END = /","format":"sealfolio-paper-1","receipt":"(?:[^"\\]|\\.)*"\}/;

/** How the answer to a request lies in the PDF of it: a JWE in its compact form (RFC 7516 section 7.1). */
export const ANSWER_HEAD = '{"format":"sealfolio-answer-1","response":"';
export const ANSWER_END = /^[A-Za-z0-9_.-]+"\}/;

/** Whether a text is meant to be one; what it holds is another question. */
export function isPaper(text: string): boolean {
  return text.startsWith(PAPER_HEAD);
}
