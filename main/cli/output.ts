import type { JsonValue } from "../../src/json/value.ts";

/**
 * Where a command speaks: with `--json` one document on standard output, else plain lines there.
 * Everything that is not the result goes to standard error.
 */
export class Output {
  readonly json: boolean;

  constructor(json: boolean) {
    this.json = json;
  }

  /** The result, once: `lines` for a person, `document` for a program. */
  result(document: unknown, lines: readonly string[]): void {
    process.stdout.write(this.json ? `${JSON.stringify(document as JsonValue)}\n` : `${lines.join("\n")}\n`);
  }

  /** A line of a result that grows; nothing with `--json`. */
  line(text: string): void {
    if (!this.json) process.stdout.write(`${text}\n`);
  }

  note(text: string): void {
    process.stderr.write(`${text}\n`);
  }
}
