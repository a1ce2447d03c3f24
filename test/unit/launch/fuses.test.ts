import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readFuses, wantedFuses } from "../../support/fuse-wire.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SENTINEL = "dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX";
const YML = join(import.meta.dirname, "..", "..", "..", "electron-builder.yml");

const wire = (states: string, version = 1): Buffer =>
  Buffer.concat([Buffer.from(SENTINEL), Buffer.from([version, states.length]), Buffer.from(states)]);
const around = (...parts: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.alloc(5_000, 7), ...parts.flatMap((part) => [part, Buffer.alloc(5_000, 9)])]);

test("what the packaging sets leaves no way round the program", () => {
  assert.deepEqual(wantedFuses(YML), {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  });
});

test("fuses are read back from a binary as Electron's own tool set them", async (t) => {
  // As it comes, every one of them stands the other way.
  const path = join(tempFolder(t), "electron");
  writeFileSync(path, around(wire("10110011")));
  const tool = createRequire(createRequire(import.meta.url).resolve("app-builder-lib/package.json"))(
    "@electron/fuses",
  ) as {
    flipFuses: (path: string, fuses: object) => Promise<number>;
    FuseV1Options: { readonly [name: string]: number };
  };
  const wanted = wantedFuses(YML);
  const options = Object.entries(wanted).map(([name, value]) => [
    tool.FuseV1Options[name.replace(/^./, (first) => first.toUpperCase())] ?? -1,
    value,
  ]);
  assert.notDeepEqual(readFuses(readFileSync(path)), wanted);
  await tool.flipFuses(path, { version: "1", ...Object.fromEntries(options) });
  assert.deepEqual(readFuses(readFileSync(path)), wanted);
});

test("a binary whose fuses cannot be told is refused, not passed over", () => {
  assert.throws(() => readFuses(Buffer.alloc(10_000)), /no wire/);
  assert.throws(() => readFuses(around(wire("0101", 2))), /another version/);
  assert.throws(() => readFuses(around(wire("01x1"))), /no fuse has this state/);
  // Of a universal binary both halves count.
  assert.deepEqual(readFuses(around(wire("01"), wire("01"))), {
    runAsNode: false,
    enableCookieEncryption: true,
  });
  assert.throws(() => readFuses(around(wire("01"), wire("11"))), /halves differ/);
});
