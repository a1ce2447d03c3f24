/**
 * Base of every error class in Sealfolio. Each module has one subclass with a closed union of codes;
 * callers and tests branch on `code`. The text is the code itself and never carries input values,
 * since it may reach a log.
 */
export abstract class CodedError<Code extends string> extends Error {
  readonly code: Code;

  constructor(code: Code, options?: { cause?: unknown }) {
    super(code, options);
    this.code = code;
    this.name = new.target.name;
  }
}

/** The code of any of our errors, or undefined for a stranger. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof CodedError ? (error.code as string) : undefined;
}
