import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startScript } from "../../support/child.ts";
import {
  examine,
  goOn,
  hashOfLeaf,
  openNetwork,
  type Roots,
  writtenRegistry,
} from "../../support/registry-points.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const FILLER = join(import.meta.dirname, "..", "..", "support", "registry-filler.ts");
/** The long form: `npm run test:points`. */
const POINTS = Number(process.env["SEALFOLIO_POINTS"] ?? 80);
/** Blocks of 512 bytes that a file may have: each meets the limit in the middle of another write. */
const LIMITS = [220, 247, 283, 322, 350];
const skip = process.platform === "win32" ? "Windows only knows quotas of whole disks" : false;

test(
  `at ${POINTS} points where the disk is full, a registry loses nothing, and goes on when there is room`,
  { skip, timeout: 115_000 + POINTS * 500 },
  async (t) => {
    const registry = writtenRegistry();
    const folder = tempFolder(t);
    const made = join(folder, "made");
    const network = openNetwork(registry, made);
    await network.seal(...registry.leaves);
    await network.close();
    const codes = new Map<string, number>();
    let points = 0;
    for (const [at, fileBlocks] of LIMITS.entries()) {
      const mine = join(folder, `limit-${fileBlocks}`);
      cpSync(made, mine, { recursive: true });
      const wanted = Math.ceil(POINTS / LIMITS.length);
      const filler = startScript(t, FILLER, { args: [mine, String(wanted), String(at)], fileBlocks });
      const lines = await filler.rest();
      assert.equal(await filler.ended(), 0);
      const acknowledged: string[] = [];
      for (const line of lines) {
        const [word, rest] = line.split(" ") as [string, string];
        if (word === "full") {
          codes.set(rest, (codes.get(rest) ?? 0) + 1);
          points++;
        } else acknowledged.push(hashOfLeaf(registry.deposit(Number(rest))));
      }
      const roots: Roots = new Map();
      examine(registry, mine, acknowledged, roots);
      await goOn(registry, mine, acknowledged, roots);
    }
    t.diagnostic(JSON.stringify(Object.fromEntries(codes)));
    assert.ok(points >= POINTS);
    for (const code of codes.keys())
      assert.ok(["registry.store", "database.full", "database.io"].includes(code), code);
  },
);
