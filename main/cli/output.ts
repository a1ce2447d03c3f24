import type { JsonValue } from "../../src/json/value.ts";
import type { CodeTable } from "../../src/words/codes/code.ts";
import { sayCode } from "../../src/words/codes/say.ts";
import type { Language } from "../../src/language/languages.ts";
import { loadCommandCodes } from "./codes.ts";

/** A terminal obeys control characters, and much of what is said here was written by others; a table ends its rows in two of them (RFC 4180). */
function harmless(text: string): string {
  return text.replaceAll(/(?!\r\n)[\p{Cc}--[\n\t]]/gv, "\ufffd");
}

/**
 * Where a command speaks: with `--json` one document on standard output, else plain lines there.
 * Everything that is not the result goes to standard error.
 */
export class Output {
  readonly json: boolean;
  /** In which sentences are said. */
  readonly language: Language;
  #codes: Promise<CodeTable> | undefined;

  constructor(json: boolean, language: Language) {
    this.json = json;
    this.language = language;
  }

  /** The result, once: `lines` for a person, `document` for a program. */
  result(document: unknown, lines: readonly string[]): void {
    process.stdout.write(
      this.json ? `${JSON.stringify(document as JsonValue)}\n` : `${harmless(lines.join("\n"))}\n`,
    );
  }

  /** A line of a result that grows; nothing with `--json`. */
  line(text: string): void {
    if (!this.json) process.stdout.write(`${harmless(text)}\n`);
  }

  note(text: string): void {
    process.stderr.write(`${harmless(text)}\n`);
  }

  /** What happened and what it means, what to do next, and the code, each on a line of its own. */
  async explain(code: string): Promise<readonly string[]> {
    this.#codes ??= loadCommandCodes(this.language);
    const { what, means, next } = sayCode(await this.#codes, code);
    return [
      [what, means].filter((text) => text !== "").join(" "),
      ...(next === "" ? [] : [next]),
      `(${code})`,
    ];
  }

  /** Only what happened, and the code. */
  async mention(code: string): Promise<string> {
    this.#codes ??= loadCommandCodes(this.language);
    return `${sayCode(await this.#codes, code).what} (${code})`;
  }
}
