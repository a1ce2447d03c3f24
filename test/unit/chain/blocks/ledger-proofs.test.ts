import assert from "node:assert/strict";
import { test } from "node:test";
import { nodePrimitives } from "../../../../main/crypto/primitives.ts";
import { fromBase64Url } from "../../../../src/bytes/base64.ts";
import { Ledger } from "../../../../src/chain/blocks/ledger.ts";
import { parseStatusLeaf, readStatus } from "../../../../src/chain/roots/status-root.ts";
import { parseTrustLeaf } from "../../../../src/chain/roots/trust-root.ts";
import { leafHash } from "../../../../src/merkle/hash.ts";
import { verifyInclusion } from "../../../../src/merkle/proof.ts";
import { commitmentOf, START } from "../../../support/registry-kit.ts";
import { standardRegistry } from "../../../support/standard-registry.ts";

function add(ledger: Ledger, leaves: readonly Uint8Array[]): void {
  const { draft, outcomes } = ledger.draft(leaves, START);
  for (const outcome of outcomes) assert.equal(outcome.ok ? "taken" : outcome.code, "taken");
  assert.ok(draft !== undefined);
  ledger.commit(draft);
}

test("rows and status chunks are proven against the roots of the newest record", () => {
  const { kit, identity, civil, leaves } = standardRegistry();
  const ledger = new Ledger(kit.registryId, nodePrimitives);
  add(ledger, leaves);
  kit.state = ledger.state;
  const card = kit.issue(identity, "id-card", { index: 16_385 });
  add(ledger, [card, kit.issue(civil, "birth", { index: 2 })]);
  add(ledger, [kit.suspend(identity, commitmentOf(card))]);
  const record = ledger.head!.record;

  for (const key of ["registry/registry", "authority/authority-2", "office/civil", "type/id-card"]) {
    const found = ledger.trustProof(key);
    assert.ok(found !== undefined);
    const { leaf, index, count, proof } = found;
    const root = fromBase64Url(record.trust);
    verifyInclusion({ index, size: count, leafHash: leafHash(leaf), proof, root });
    const row = parseTrustLeaf(leaf, key);
    if (row.kind === "office") assert.deepEqual(row.record, ledger.state.office(row.id));
  }
  assert.equal(ledger.trustProof("office/nobody"), undefined);

  const found = ledger.statusProof("identity", 1);
  assert.ok(found !== undefined);
  const { leaf, index, count, proof } = found;
  const root = fromBase64Url(record.status);
  verifyInclusion({ index, size: count, leafHash: leafHash(leaf), proof, root });
  const bits = parseStatusLeaf(leaf, "identity", 1);
  assert.deepEqual([readStatus(bits, 1), readStatus(bits, 0)], [2, 0]);
  assert.deepEqual(ledger.statusChunk("identity", 1), bits);
  assert.deepEqual([ledger.status("identity", 16_385), ledger.status("identity", 0)], [2, 0]);
  assert.equal(count, 3);
  assert.equal(ledger.statusProof("bank", 0), undefined);
});
