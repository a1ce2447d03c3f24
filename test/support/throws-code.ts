import assert from "node:assert/strict";
import { codeOf } from "../../src/error.ts";

/** Asserts that it throws one of our errors, with this code; a stranger's error fails with its stack. */
export function throwsCode(work: () => unknown, code: string): void {
  try {
    work();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    assert.equal(codeOf(error), code);
    return;
  }
  assert.fail(`nothing thrown, expected ${code}`);
}

/** Runs it and answers the code of our error, or undefined; any other error is passed on. */
export function codeThrownBy(work: () => unknown): string | undefined {
  try {
    work();
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return codeOf(error);
  }
  return undefined;
}
