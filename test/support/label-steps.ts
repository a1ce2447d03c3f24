import assert from "node:assert/strict";
import { fromBase64 } from "../../src/bytes/base64.ts";
import { findPaper } from "../../src/paper/find-in-file.ts";
import { catalogueType, whole, type WalletWorld } from "./wallet-world.ts";

const YEAR = 365 * 86_400;
const LOOM = { product: "Hand loom", serial: "HL-0412", maker: "Lakeside Works", place: "Lakeside" };
/** What became of it, in its order: made, sold, mended. */
const STEPS = [
  ["made", "2026-03-01"],
  ["sold", "2026-04-12"],
  ["mended", "2026-09-30"],
] as const;

/**
 * A thing with a passport of its own, each of whose steps took the place of the one before with its owner's
 * consent; resolves with what the label of each step carries.
 */
export async function labelsOfAThing(world: WalletWorld): Promise<readonly string[]> {
  const office = world.office("civil-registry");
  const type = catalogueType("product-passport");
  const unique = { ...(type["unique"] as object), keeper: "civil-registry" };
  await world.decide("type.define", { ...type, unique });
  const now = world.clock();
  const right = { type: "product-passport", from: now - 3600, to: now + YEAR };
  await world.decide("office.amend", { id: "civil-registry", addIssues: [right] });
  await office.ask("registry.sync", {});
  const owner = await world.citizen("owner");
  const vct = String(type["vct"]);
  const labels: string[] = [];
  let old: { readonly id: string; readonly commitment: string } | undefined;
  for (const [step, step_on] of STEPS) {
    const { request } = await owner.ask("holder.request_key", { office: "civil-registry", vct });
    const claims = { ...LOOM, step, step_on };
    let delivery: string;
    if (old === undefined) {
      ({ delivery } = whole(await office.ask("office.issue", { type: "product-passport", request, claims })));
    } else {
      const wanted = { old: old.commitment, request, claims, reason: "correction" } as const;
      const { proposal, consentRequest } = await office.ask("office.propose_replacement", wanted);
      const { consent } = await owner.ask("holder.consent", { request: consentRequest });
      const done = await office.ask("office.complete_replacement", { proposal, consents: [consent] });
      ({ delivery } = whole(done));
    }
    old = await owner.ask("holder.keep", { delivery });
    const { pdf } = await owner.ask("paper.make", {
      credential: old.id,
      claims: [["product"], ["serial"]],
      size: "label",
      language: "en",
    });
    const label = findPaper(fromBase64(pdf));
    assert.ok(label !== undefined);
    labels.push(label);
  }
  return labels;
}
