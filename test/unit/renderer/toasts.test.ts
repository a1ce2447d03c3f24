import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { dropToast, sayInPassing, useToasts } from "../../../renderer/parts/toasts.ts";

const texts = (): readonly string[] => useToasts.getState().toasts.map(({ text }) => text);

beforeEach(() => useToasts.setState({ toasts: [] }));

test("what is said again stands once, as the newest; of more than three the oldest goes", () => {
  for (const text of ["saved", "sent", "saved"]) sayInPassing(text);
  assert.deepEqual(texts(), ["sent", "saved"]);
  for (const text of ["kept", "gone"]) sayInPassing(text);
  assert.deepEqual(texts(), ["saved", "kept", "gone"]);
  const [first] = useToasts.getState().toasts;
  dropToast(first?.id ?? 0);
  assert.deepEqual(texts(), ["kept", "gone"]);
});

test("the same words as a warning are another thing said", () => {
  sayInPassing("saved");
  sayInPassing("saved", "warn");
  assert.deepEqual(texts(), ["saved", "saved"]);
});
