import { leafOfReceipt } from "../leaf.ts";
import { expect, expectEqual, type Step } from "../step.ts";
import type { World } from "../world.ts";
import { visit, withoutNetwork } from "./present.ts";

/** What the counter finds after its next sync; the visit itself needs no network. */
async function findAfterSync(world: World): Promise<string> {
  await world.wallet("bank").ask("registry.sync", {});
  const { verdict } = await withoutNetwork(world, () => visit(world, true));
  if (verdict.outcome === "valid") return "valid";
  const failed = verdict.checks.find(({ result }) => result === "failed")?.code ?? "";
  return `${verdict.outcome}: ${failed}`;
}

async function change(
  world: World,
  kind: "suspend" | "reinstate" | "revoke",
  reason: string,
): Promise<string> {
  const commitment = world.memory.get("id card");
  const { state, code, entry } = await world
    .wallet("identity-office")
    .ask(`office.${kind}`, { commitment, reason });
  expectEqual(code ?? state, "sealed", kind);
  return entry;
}

export const suspendAndReinstate: Step<World> = {
  name: "Suspended: not valid after the counter's next sync; reinstated: valid again",
  run: async (world) => {
    world.memory.put("suspend", await change(world, "suspend", "investigation"));
    const suspended = await findAfterSync(world);
    expectEqual(suspended, "not valid: status.suspended", "while suspended");
    await change(world, "reinstate", "resolved");
    expectEqual(await findAfterSync(world), "valid", "after reinstating");
    return `${suspended}; then valid`;
  },
};

export const revoke: Step<World> = {
  name: "Revoked: not valid for good; an old suspension sent again is refused",
  run: async (world) => {
    await change(world, "revoke", "lost");
    const revoked = await findAfterSync(world);
    expectEqual(revoked, "not valid: status.revoked", "after revoking");
    const again = await world.wallet("identity-office").ask("office.reinstate", {
      commitment: world.memory.get("id card"),
      reason: "resolved",
    });
    expectEqual(again.state, "refused", "reinstating what was revoked");
    const source = world.source("sequencer");
    const old = leafOfReceipt(await source.receipt(world.memory.get("suspend")));
    const answer = await source.submit(old);
    expect(answer.state === "refused", "an old entry is not taken again");
    return `${revoked}; reinstating: ${again.code ?? ""}; replay: ${answer.code}`;
  },
};
