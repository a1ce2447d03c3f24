import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { assertRefused } from "../../../../support/assert-refused.ts";
import { START } from "../../../../support/registry-kit.ts";
import { standardRegistry } from "../../../../support/standard-registry.ts";
import { hashOf, keyText } from "../../../../support/test-keys.ts";

describe("document.deposit", () => {
  it("gives a digest the date of its block, once", () => {
    const { kit, archive } = standardRegistry();
    kit.time += 60;
    const leaf = kit.taken;
    kit.take(kit.deposit(archive, hashOf("file")));
    assert.deepEqual(kit.state.deposit(hashOf("file")), {
      digest: hashOf("file"),
      office: "archive",
      time: kit.time,
      leaf,
    });
    assertRefused(kit, kit.deposit(archive, hashOf("file")), "deposit.known");
    kit.take(kit.deposit(archive, hashOf("other file")));
  });

  it("is for offices that may take deposits at the block's time", () => {
    const { kit, archive, bank } = standardRegistry();
    const leaf = kit.deposit(archive, hashOf("file"));
    assertRefused(kit, kit.deposit(bank, hashOf("file")), "office.not_accredited");
    assertRefused(kit, kit.deposit(kit.office("nobody"), hashOf("file")), "office.unknown");
    kit.take(kit.amendOffice("archive", { deposits: { from: START, to: START + 5 } }));
    assert.equal(kit.judge(leaf, { time: START + 5 }).ok, true);
    assertRefused(kit, leaf, "office.not_accredited", { time: START + 6 });
    kit.take(kit.withdraw("archive"));
    assertRefused(kit, leaf, "office.withdrawn");
  });

  it("needs an officer of today", () => {
    const { kit, archive } = standardRegistry();
    const key = keyText(archive.officers[0] ?? kit.log);
    kit.take(kit.amendOffice("archive", { endKeys: [{ key, to: START - 1 }] }));
    assertRefused(kit, kit.deposit(archive, hashOf("file")), "sig.not_officer");
  });
});
