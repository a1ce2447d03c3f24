import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { matcherServices } from "../../../main/app/matcher.ts";
import { FileError } from "../../../main/doors/file-error.ts";
import type { Program } from "../../../main/wallet/program.ts";
import { codeOf } from "../../../src/error.ts";
import { FakeHost } from "../../support/fake-host.ts";
import { sayAlways } from "../../support/face-modules.ts";

const MODULE = sayAlways(1);
const ADDED = { state: "off", file: { hash: "A".repeat(43), bytes: MODULE.length } } as const;
const named = (bytes: Uint8Array) => ({ name: "model.wasm", bytes: Uint8Array.from(bytes) });

/** Adds what is picked to a wallet that answers so; gives what came of it, and what the wallet was asked. */
async function add(
  picks: FakeHost["picks"],
  answer: { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly code: string } = {
    ok: true,
    value: ADDED,
  },
  isOpen = true,
) {
  const host = new FakeHost();
  host.picks = picks;
  const asked: unknown[] = [];
  const call = (name: string, args: unknown) => {
    asked.push([name, args]);
    return Promise.resolve(answer);
  };
  const services = matcherServices(host, () => (isOpen ? ({ call } as unknown as Program) : undefined));
  const came = await services["app.add_matcher"]().catch((error: unknown) => codeOf(error));
  return { came, asked };
}

suite("the file of an office's own face matcher", () => {
  test("goes to the wallet as it is, and what the wallet makes of it is told", async () => {
    const { came, asked } = await add(named(MODULE));
    assert.deepEqual(came, ADDED);
    const file = Buffer.from(MODULE).toString("base64");
    assert.deepEqual(asked, [["counter.add_matcher", { file }]]);
  });

  test("none chosen is nothing done", async () => {
    assert.deepEqual(await add(undefined), { came: null, asked: [] });
  });

  for (const [what, picks, code] of [
    ["too large", new FileError("file.too_large"), "host.too_large"],
    ["not to be read", new FileError("file.denied"), "host.not_read"],
    ["no module", named(Buffer.from("#!/bin/sh")), "matcher.unfit"],
    ["empty", named(new Uint8Array(0)), "matcher.unfit"],
    ["the beginning of a module's beginning", named(MODULE.slice(0, 3)), "matcher.unfit"],
  ] as const) {
    test(`${what}: the wallet is not asked`, async () => {
      assert.deepEqual(await add(picks), { came: code, asked: [] });
    });
  }

  test("every refusal of the wallet comes through by its code", async () => {
    const codes = [
      "counter.no_office",
      "matcher.unfit",
      "matcher.failed",
      "matcher.slow",
      "matcher.not_kept",
    ];
    for (const code of codes) {
      const { came, asked } = await add(named(MODULE), { ok: false, code });
      assert.deepEqual([came, asked.length], [code, 1]);
    }
  });

  test("with no wallet open there is nobody to add it to", async () => {
    assert.deepEqual(await add(named(MODULE), undefined, false), { came: "vault.locked", asked: [] });
  });
});
