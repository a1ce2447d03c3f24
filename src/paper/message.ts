import { MAX_RECEIPT } from "../chain/blocks/receipt.ts";
import { canonicalJson } from "../json/canonical.ts";
import { JsonError } from "../json/error.ts";
import { parseJson } from "../json/parse.ts";
import { isJsonObject } from "../json/value.ts";
import { PaperError } from "./error.ts";
import { MAX_PAPER } from "./marks.ts";

const FORMAT = "sealfolio-paper-1";

/** What the codes of a printed certificate carry. */
export interface PaperMessage {
  /** SD-JWT (RFC 9901) with the chosen disclosures and no key binding: paper signs nothing. */
  readonly credential: string;
  /** Proof of its place in the registry (docs/registry-format.md, "Receipt"). */
  readonly receipt: string;
}

/** Writes the message (RFC 8785). Throws `paper.syntax`, `paper.too_large`. */
export function formatPaper({ credential, receipt }: PaperMessage): string {
  if (!credential.endsWith("~")) throw new PaperError("paper.syntax");
  const text = canonicalJson({ credential, format: FORMAT, receipt });
  if (text.length > MAX_PAPER) throw new PaperError("paper.too_large");
  return text;
}

/** The answer to a request as its PDF carries it. Throws `paper.too_large`. */
export function formatAnswer(response: string): string {
  const text = canonicalJson({ format: "sealfolio-answer-1", response });
  if (text.length > MAX_PAPER) throw new PaperError("paper.too_large");
  return text;
}

/**
 * Reads the message; nothing in it is verified. Accepts exactly what `formatPaper` writes. Throws
 * `paper.syntax`, `paper.too_large`.
 */
export function parsePaper(text: string): PaperMessage {
  if (text.length > MAX_PAPER) throw new PaperError("paper.too_large");
  try {
    const value = parseJson(text, { maxLength: MAX_PAPER, maxDepth: 1 });
    if (isJsonObject(value) && canonicalJson(value) === text) {
      const { credential, format, receipt, ...more } = value;
      const isWhole =
        typeof credential === "string" &&
        credential.endsWith("~") &&
        typeof receipt === "string" &&
        receipt.length <= MAX_RECEIPT &&
        format === FORMAT;
      if (isWhole && Object.keys(more).length === 0) return { credential, receipt };
    }
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
  }
  throw new PaperError("paper.syntax");
}
