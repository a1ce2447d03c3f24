import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { test } from "node:test";
import { MerkleError } from "../../src/merkle/error.ts";
import { verifyConsistency, verifyInclusion } from "../../src/merkle/proof.ts";

const folder = join(import.meta.dirname, "../vectors/merkle/testdata");

interface Probe {
  readonly proof: readonly string[] | null;
  readonly wantErr: boolean;
}
interface InclusionProbe extends Probe {
  readonly leafIdx: number;
  readonly treeSize: number;
  readonly root: string;
  readonly leafHash: string;
}
interface ConsistencyProbe extends Probe {
  readonly size1: number;
  readonly size2: number;
  readonly root1: string;
  readonly root2: string;
}

const bytes = (base64: string): Uint8Array => Uint8Array.from(Buffer.from(base64, "base64"));

function probes<T extends Probe>(kind: string): readonly { readonly name: string; readonly probe: T }[] {
  const files = globSync(`${kind}/**/*.json`, { cwd: folder }).sort();
  return files.map((file) => ({
    name: relative(".", file),
    probe: JSON.parse(readFileSync(join(folder, file), "utf8")) as T,
  }));
}

function expect(probe: Probe, verify: () => void): void {
  if (probe.wantErr) assert.throws(verify, MerkleError);
  else verify();
}

const inclusion = probes<InclusionProbe>("inclusion");
const consistency = probes<ConsistencyProbe>("consistency");

test("every probe of the vectors is there, some of them good", () => {
  assert.equal(inclusion.length, 35);
  assert.equal(consistency.length, 21);
  assert.equal(inclusion.filter(({ probe }) => !probe.wantErr).length, 3);
  assert.equal(consistency.filter(({ probe }) => !probe.wantErr).length, 1);
});

for (const { name, probe } of inclusion) {
  test(name, () => {
    expect(probe, () =>
      verifyInclusion({
        index: probe.leafIdx,
        size: probe.treeSize,
        leafHash: bytes(probe.leafHash),
        proof: (probe.proof ?? []).map(bytes),
        root: bytes(probe.root),
      }),
    );
  });
}

for (const { name, probe } of consistency) {
  test(name, () => {
    expect(probe, () =>
      verifyConsistency({
        from: probe.size1,
        to: probe.size2,
        fromRoot: bytes(probe.root1),
        toRoot: bytes(probe.root2),
        proof: (probe.proof ?? []).map(bytes),
      }),
    );
  });
}
