import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";

const root = join(import.meta.dirname, "..", "..", "..");
let copy: string;

before(() => {
  copy = mkdtempSync(join(tmpdir(), "sealfolio-lint-"));
  mkdirSync(join(copy, "test", "lint"), { recursive: true });
  cpSync(join(root, "test", "lint"), join(copy, "test", "lint"), { recursive: true });
  cpSync(join(root, ".oxlintrc.json"), join(copy, ".oxlintrc.json"));
  writeFileSync(join(copy, "package.json"), '{"type":"module"}');
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});

after(() => rmSync(copy, { recursive: true, force: true }));

/** Lints one file of a pretended checkout; returns the messages of our own rules. */
function lint(file: string, text: string): readonly string[] {
  const path = join(copy, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  const oxlint = join(root, "node_modules", "oxlint", "bin", "oxlint");
  const done = spawnSync(process.execPath, [oxlint, "--format", "json", file], {
    cwd: copy,
    encoding: "utf8",
  });
  rmSync(path);
  const report = JSON.parse(done.stdout) as { diagnostics: { code: string; message: string }[] };
  return report.diagnostics.filter((each) => each.code.startsWith("sealfolio")).map((each) => each.message);
}

const refused: readonly (readonly [file: string, text: string, why: RegExp])[] = [
  ["src/a.ts", 'import { readFileSync } from "node:fs";\nreadFileSync;', /src\/ may not import node:fs/],
  ["src/a.ts", 'export * from "../main/x.ts";', /src\/ may not import main\//],
  ["src/deep/a.ts", 'import { x } from "../../renderer/x.ts";\nx;', /src\/ may not import renderer\//],
  ["src/a.ts", 'const x = await import("electron");\nx;', /src\/ may not import electron/],
  ["src/a.ts", "const now = Date.now();\nnow;", /may not use Date\.now/],
  ["src/a.ts", "const now = new Date();\nnow;", /may not read the clock/],
  ["src/a.ts", "const dice = Math.random();\ndice;", /may not use Math\.random/],
  ["src/a.ts", 'const value = JSON.parse("1");\nvalue;', /use parseJson/],
  ["main/a.ts", 'const value = JSON.parse("1");\nvalue;', /use parseJson/],
  ["renderer/a.ts", 'import { x } from "../main/x.ts";\nx;', /renderer\/ may not import main\//],
  ["renderer/a.ts", 'import fs from "node:fs";\nfs;', /renderer\/ may not import node:fs/],
  ["main/a.ts", 'import { x } from "../renderer/x.ts";\nx;', /main\/ may not import renderer\//],
  ["main/a.ts", 'import { x } from "../test/x.ts";\nx;', /main\/ may not import test\//],
  [
    "src/merkle/a.ts",
    'import type { X } from "../chain/x.ts";\nexport type Y = X;',
    /src\/merkle\/ may not import src\/chain\//,
  ],
  ["src/jws/a.ts", 'import { x } from "../did/x.ts";\nx;', /src\/jws\/ may not import src\/did\//],
  ["src/new/a.ts", 'import { x } from "../error.ts";\nx;', /src\/new\/ has no floor/],
  ["src/chain/a.ts", 'import { x } from "../new/x.ts";\nx;', /src\/chain\/ may not import src\/new\//],
  ["main/app/a.ts", 'import { x } from "../host/x.ts";\nx;', /main\/app\/ may not import main\/host\//],
  [
    "main/follow/copy/a.ts",
    'import { x } from "../full/x.ts";\nx;',
    /main\/follow\/copy\/ may not import main\/follow\/full\//,
  ],
  [
    "main/follow/copy/a.ts",
    'import { x } from "../../vault/x.ts";\nx;',
    /main\/follow\/ may not import main\/vault\//,
  ],
  [
    "renderer/parts/deep/a.tsx",
    'import { x } from "../../screens/x.tsx";\nx;',
    /renderer\/parts\/ may not import renderer\/screens\//,
  ],
  [
    "main/a.ts",
    'import { DatabaseSync } from "node:sqlite";\nDatabaseSync;',
    /only main\/doors\/database\.ts/,
  ],
  ["main/a.ts", 'import { spawn } from "node:child_process";\nspawn;', /only main\/doors\/child-process\.ts/],
  ["main/a.ts", 'import { app } from "electron";\napp;', /only main\/host\/electron\//],
  ["main/host/chromium/a.ts", 'import { app } from "electron";\napp;', /only main\/host\/electron\//],
  ["main/host/electron/a.ts", 'import Conf from "conf";\nConf;', /only main\/host\/chromium\//],
  ["main/app/a.ts", 'import { chromium } from "playwright-core";\nchromium;', /only main\/host\/chromium\//],
  ["main/host/electron/a.cjs", 'const fs = require("node:fs");\nfs;', /use import/],
  ["main/a.ts", 'import http from "node:http";\nhttp;', /only main\/doors\/http-client\.ts/],
  ["main/a.ts", 'await fetch("http://localhost");', /only main\/doors\/http-client\.ts may call fetch/],
  ["main/a.ts", 'globalThis.fetch("http://localhost");', /may reach fetch/],
  ["main/a.ts", 'const w = new WebSocket("ws://localhost");\nw;', /may open WebSocket/],
  ["main/a.ts", 'import leftPad from "left-pad";\nleftPad;', /left-pad has no place in main\//],
  ["main/a.ts", 'const m = process.getBuiltinModule("node:sqlite");\nm;', /use import/],
  ["vite.config.ts", 'import { x } from "./main/x.ts";\nx;', /has no place in vite\.config\.ts/],
  ["renderer/a.ts", 'import { defineConfig } from "vite";\ndefineConfig;', /vite has no place in renderer\//],
  ["tools/a.ts", 'import { x } from "./x.ts";\nx;', /tools\/ is not one of the project's rooms/],
];

for (const [file, text, why] of refused) {
  test(`refuses in ${file}: ${text.split("\n")[0]}`, () => {
    const messages = lint(file, text);
    assert.ok(
      messages.some((message) => why.test(message)),
      messages.join("; "),
    );
  });
}

const allowed: readonly (readonly [file: string, text: string])[] = [
  ["src/a.ts", 'import { sha256 } from "@noble/hashes/sha2.js";\nsha256;'],
  ["renderer/a.ts", 'import { x } from "../src/x.ts";\nx;'],
  ["vite.config.ts", 'import { defineConfig } from "vite";\ndefineConfig;'],
  ["main/a.ts", 'import { x } from "../src/x.ts";\nx;'],
  ["main/doors/database.ts", 'import { DatabaseSync } from "node:sqlite";\nDatabaseSync;'],
  ["main/host/electron/a.ts", 'import { app } from "electron";\napp;'],
  ["main/host/electron/preload.cjs", 'const { ipcRenderer } = require("electron");\nipcRenderer;'],
  ["main/host/chromium/a.ts", 'import Conf from "conf";\nConf;'],
];

for (const [file, text] of allowed) {
  test(`allows in ${file}: ${text.split("\n")[0]}`, () => assert.deepEqual(lint(file, text), []));
}
