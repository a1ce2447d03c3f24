import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { pathToFileURL } from "node:url";
import { toBase64Url } from "../../../../../src/bytes/base64.ts";
import { entrySigningBytes, type UnsignedEntry } from "../../../../../src/chain/entries/entry.ts";
import type { Ed25519Signer } from "../../../../../src/crypto/ports.ts";
import { canonicalBytes } from "../../../../../src/json/canonical.ts";
import { parseJson } from "../../../../../src/json/parse.ts";
import type { JsonObject } from "../../../../../src/json/value.ts";
import type { KitOffice } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const KIND = `import { refuse, ok } from "../../../result.ts";
import type { OfficeRecord } from "../../state/records.ts";
import { id, object } from "../shape.ts";
import { officersSigned } from "../signers.ts";
import { lastOfOffice } from "../subjects.ts";
import { defineRule, type Rule } from "./rule.ts";

const shape = object({ id });

/** An office shows that it is still there. */
export const officeGreet: Rule = defineRule({
  by: "id",
  body: shape,
  after: (state, body) => lastOfOffice(state, body.id),
  authorize: (state, entry, _body, { time }) => {
    const office = state.office(entry.by);
    return office === undefined ? "office.unknown" : officersSigned(office, entry, 1, time);
  },
  apply: (state, { by }, body, { entryHash }) => {
    if (by !== body.id) return refuse("office.not_itself");
    const office = state.office(body.id) as OfficeRecord;
    return ok([{ table: "office", record: { ...office, last: entryHash } }]);
  },
});
`;

/** Runs in the copy: makes a block of what it is given, has another node check it, says what came of it. */
const PROBE = `import { readFileSync } from "node:fs";
import { nodePrimitives } from "PRIMITIVES";
import { fromBase64Url } from "./bytes/base64.ts";
import { Ledger } from "./chain/blocks/ledger.ts";
const { registry, time, leaves } = JSON.parse(readFileSync(0, "utf8"));
const make = () => new Ledger(fromBase64Url(registry), nodePrimitives);
const ledger = make();
const { draft, outcomes } = ledger.draft(leaves.map((leaf) => fromBase64Url(leaf)), time);
const checked = make().check(draft.leaves).ok;
ledger.commit(draft);
const last = ledger.state.office("bank").last;
console.log(JSON.stringify({ outcomes: outcomes.map((o) => (o.ok ? "accepted" : o.code)), checked, last }));
`;

const ROOT = resolve(import.meta.dirname, "../../../../..");
const KINDS = "chain/entries/kinds";

function replaceOnce(path: string, before: string, after: string): void {
  const text = readFileSync(path, "utf8");
  assert.equal(text.split(before).length, 2, `${before} stands once`);
  writeFileSync(
    path,
    text.replace(before, () => after),
  );
}

/** A copy of the domain to which somebody has added `office.greet`. */
function withNewKind(folder: string): string {
  const src = join(folder, "src");
  cpSync(join(ROOT, "src"), src, { recursive: true });
  for (const file of ["tsconfig.json", "package.json"]) cpSync(join(ROOT, file), join(folder, file));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "dir");
  const kinds = join(src, KINDS);
  writeFileSync(join(kinds, "office-greet.ts"), KIND);
  replaceOnce(
    join(kinds, "table.ts"),
    `import { officeWithdraw }`,
    `import { officeGreet } from "./office-greet.ts";\nimport { officeWithdraw }`,
  );
  replaceOnce(
    join(kinds, "table.ts"),
    `  "office.withdraw": officeWithdraw,`,
    `  "office.withdraw": officeWithdraw,\n  "office.greet": officeGreet,`,
  );
  replaceOnce(
    join(kinds, "violation.ts"),
    `  | "office.too_many"`,
    `  | "office.too_many"\n  | "office.not_itself"`,
  );
  return src;
}

function changedFiles(src: string): readonly string[] {
  const files = readdirSync(src, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const paths = files.map((file) => join(file.parentPath, file.name).slice(src.length + 1));
  return paths.filter((path) => {
    try {
      return !readFileSync(join(src, path)).equals(readFileSync(join(ROOT, "src", path)));
    } catch {
      return true;
    }
  });
}

function runProbe(path: string, input: JsonObject): JsonObject {
  const primitives = pathToFileURL(join(ROOT, "main/crypto/primitives.ts")).href;
  writeFileSync(path, PROBE.replace("PRIMITIVES", primitives));
  const run = spawnSync(process.execPath, [path], { input: JSON.stringify(input), encoding: "utf8" });
  assert.equal(run.status, 0, run.stderr);
  return parseJson(run.stdout) as JsonObject;
}

describe("a new kind of entry", () => {
  it("touches one folder: what reads, signs, judges and seals entries needs no change", (t) => {
    const src = withNewKind(tempFolder(t));
    const changed = changedFiles(src).map((path) => path.replaceAll("\\", "/"));
    assert.equal(changed.length, 3);
    for (const path of changed) assert.ok(path.startsWith(`${KINDS}/`), path);

    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    const types = spawnSync(process.execPath, [tsc, "--noEmit", "-p", src], { encoding: "utf8" });
    assert.equal(types.status, 0, types.stdout);

    const { kit, bank, land, leaves } = standardRegistry();
    const after = kit.state.office("bank")?.last ?? "";
    const greet = ({ id, officers }: KitOffice): Uint8Array => {
      const unsigned = { kind: "office.greet", by: id, after, body: { id: "bank" } };
      // What this program's own types do not know; the signed bytes are made the same way.
      const sign = officers[0] as Ed25519Signer;
      const message = entrySigningBytes(kit.registryId, unsigned as unknown as UnsignedEntry);
      const sigs = [{ key: toBase64Url(sign.publicKey), sig: toBase64Url(sign.sign(message)) }];
      return canonicalBytes({ ...unsigned, sigs });
    };
    const first = greet(bank);
    const candidates = [...leaves, greet(land), first, first];
    const said = runProbe(join(src, "probe.ts"), {
      registry: toBase64Url(kit.registryId),
      time: kit.time,
      leaves: candidates.map(toBase64Url),
    });
    const accepted = leaves.map(() => "accepted");
    assert.deepEqual(said["outcomes"], [...accepted, "office.not_itself", "accepted", "after.stale"]);
    assert.equal(said["checked"], true, "another node judges the block the same");
    assert.equal(said["last"], kit.hash(first));
    assert.throws(
      () => kit.judge(first),
      { code: "entry.kind" },
      "the program without it reads no such entry",
    );
  });
});
