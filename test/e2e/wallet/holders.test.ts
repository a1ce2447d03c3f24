import assert from "node:assert/strict";
import { after, suite, test } from "node:test";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import type { CheckedView, IssueView } from "../../../src/contract/views.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry", "bank"]);
const civil = world.office("civil-registry");
const land = world.office("land-registry");
const bank = world.office("bank");
const [ada, ben] = [await world.citizen("ada"), await world.citizen("ben")];

async function requestOf(wallet: TestWallet, office: string, vct: string): Promise<string> {
  return (await wallet.ask("holder.request_key", { office, vct })).request;
}

/** Of each holder in their order; sealed. */
function deliveriesOf(issued: IssueView): readonly string[] {
  assert.equal(issued.row.code ?? issued.row.state, "sealed");
  return issued.deliveries?.map(({ delivery }) => delivery) ?? [issued.delivery ?? ""];
}

/** Shows one certificate to the bank. */
async function show(wallet: TestWallet, credential: string): Promise<CheckedView> {
  await bank.ask("registry.sync", {});
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential, approved: [["family_name"]] }];
  const { response } = await wallet.ask("present.answer", { request, answers, despiteWarnings: false });
  return await bank.ask("counter.check", { response });
}

const notesOf = ({ verdict }: CheckedView) => verdict.documents[0]?.notes.map(({ code }) => code);

suite("who holds a certificate", () => {
  test("a newborn's is held by a guardian: said before it is kept, and by the verdict", async () => {
    const issued = await civil.ask("office.issue", {
      type: "birth-certificate",
      request: await requestOf(ada, "civil-registry", BIRTH_VCT),
      role: "guardian",
      claims: world.birth("C 1/2026"),
    });
    const [delivery = ""] = deliveriesOf(issued);
    const offered = await ada.ask("holder.preview", { delivery });
    assert.deepEqual(offered.heldBy, { role: "guardian", count: 1 });
    const held = await ada.ask("holder.keep", { delivery });
    assert.deepEqual(held.heldBy, { role: "guardian", count: 1 });
    const record = await civil.ask("office.record", { commitment: held.commitment });
    assert.deepEqual(record.holders, ["guardian"]);
    const checked = await show(ada, held.id);
    assert.equal(checked.verdict.outcome, "valid");
    assert.equal(checked.verdict.documents[0]?.presentedBy, "guardian");
    assert.deepEqual(notesOf(checked), ["note.by_guardian"]);
  });

  test("two hold one together: each has it by a key of their own, and either presents it", async () => {
    const issued = await civil.ask("office.issue", {
      type: "birth-certificate",
      request: await requestOf(ada, "civil-registry", BIRTH_VCT),
      others: [{ role: "representative", request: await requestOf(ben, "civil-registry", BIRTH_VCT) }],
      claims: world.birth("C 2/2026"),
    });
    const [forAda = "", forBen = ""] = deliveriesOf(issued);
    assert.equal(await ben.refused("holder.keep", { delivery: forAda }), "holder.not_for_us");
    const [hers, his] = [
      await ada.ask("holder.keep", { delivery: forAda }),
      await ben.ask("holder.keep", { delivery: forBen }),
    ];
    assert.equal(hers.commitment, his.commitment, "it is one certificate");
    assert.deepEqual(hers.heldBy, { role: "holder", count: 2 });
    assert.deepEqual(his.heldBy, { role: "representative", count: 2 });
    const byAda = await show(ada, hers.id);
    assert.equal(byAda.verdict.outcome, "valid");
    assert.deepEqual(notesOf(byAda), ["note.one_of_several"]);
    const byBen = await show(ben, his.id);
    assert.equal(byBen.verdict.outcome, "valid");
    assert.equal(byBen.verdict.documents[0]?.presentedBy, "representative");
    assert.deepEqual(notesOf(byBen), ["note.by_representative", "note.one_of_several"]);
    // Lost and asked for again, it is made for both.
    const again = await civil.ask("office.refresh", { commitment: hers.commitment });
    assert.equal(again.deliveries?.length, 2);
  });

  test("the same key twice, and another's request, sign nothing", async () => {
    const request = await requestOf(ada, "civil-registry", BIRTH_VCT);
    const claims = world.birth("C 3/2026");
    const wish = { type: "birth-certificate", request, claims };
    const twice = { ...wish, others: [{ role: "guardian", request } as const] };
    assert.equal(await civil.refused("office.issue", twice), "office.holders");
    const other = await requestOf(ben, "land-registry", TITLE_VCT);
    const strange = { ...wish, others: [{ role: "holder", request: other } as const] };
    assert.equal(await civil.refused("office.issue", strange), "exchange.wrong_office");
  });

  test("an offer for who has no wallet yet is collected by the guardian; an mdoc cannot say so", async () => {
    const wish = {
      type: "birth-certificate",
      claims: world.birth("C 4/2026"),
      role: "guardian",
      waits: 3600,
      withCode: false,
    } as const;
    assert.equal(await civil.refused("offers.create", { ...wish, format: "mso_mdoc" }), "office.holders");
    const offer = await civil.ask("offers.create", { ...wish, format: "dc+sd-jwt" });
    assert.equal(offer.role, "guardian");
    const { id } = await ada.ask("receive.open", { offer: offer.link ?? "" });
    const arrived = await ada.ask("receive.fetch", { id });
    assert.deepEqual(arrived.arrived[0]?.heldBy, { role: "guardian", count: 1 });
    const { ids } = await ada.ask("receive.keep", { id: arrived.id });
    const checked = await show(ada, ids[0] ?? "");
    assert.equal(checked.verdict.outcome, "valid");
    assert.equal(checked.verdict.documents[0]?.presentedBy, "guardian");
  });

  test("of two owners both must agree to what takes its place, unless one is said to be enough", async () => {
    const issue = async (parcel: string, need?: number): Promise<string> => {
      const issued = await land.ask("office.issue", {
        type: "property-title",
        request: await requestOf(ada, "land-registry", TITLE_VCT),
        others: [{ role: "holder", request: await requestOf(ben, "land-registry", TITLE_VCT) }],
        ...(need === undefined ? {} : { need }),
        claims: { ...TITLE, parcel },
      });
      const [forAda = "", forBen = ""] = deliveriesOf(issued);
      await ada.ask("holder.keep", { delivery: forAda });
      await ben.ask("holder.keep", { delivery: forBen });
      return issued.row.commitment;
    };
    const replace = async (old: string, parcel: string, agreeing: readonly TestWallet[]) => {
      const { proposal, consentRequest } = await land.ask("office.propose_replacement", {
        old,
        request: await requestOf(ada, "land-registry", TITLE_VCT),
        claims: { ...TITLE, parcel, owner: "Ada Marie Sample" },
        reason: "transfer",
      });
      const consents: string[] = [];
      for (const wallet of agreeing) {
        const request = consentRequest;
        consents.push((await wallet.ask("holder.consent", { request })).consent);
      }
      return (await land.ask("office.complete_replacement", { proposal, consents })).row;
    };
    const both = await issue("77/1");
    const alone = await replace(both, "77/1", [ada]);
    assert.equal(alone.state, "refused");
    assert.equal(alone.code, "consent.too_few");
    await land.ask("registry.sync", {});
    const { proposal, consentRequest } = await land.ask("office.propose_replacement", {
      old: both,
      request: await requestOf(ada, "land-registry", TITLE_VCT),
      claims: { ...TITLE, parcel: "77/1", owner: "Ada Marie Sample" },
      reason: "transfer",
    });
    const consentOf = async (wallet: TestWallet): Promise<string> =>
      (await wallet.ask("holder.consent", { request: consentRequest })).consent;
    const fromAda = await consentOf(ada);
    const take = (consent: string) => land.ask("office.take_consent", { proposal, consent });
    assert.deepEqual(await take(fromAda), { given: 1, need: 2 });
    assert.deepEqual(await take(fromAda), { given: 1, need: 2 }, "the same owner counts once");
    const fromBen = JSON.parse(await consentOf(ben)) as { key: string; sig: string };
    const forged = { ...fromBen, sig: (JSON.parse(fromAda) as { sig: string }).sig };
    assert.equal(
      await land.refused("office.take_consent", { proposal, consent: JSON.stringify(forged) }),
      "office.consent_unfit",
    );
    const stranger = JSON.stringify({ ...fromBen, key: toBase64Url(new Uint8Array(32).fill(9)) });
    assert.equal(
      await land.refused("office.take_consent", { proposal, consent: stranger }),
      "office.consent_unfit",
    );
    // The office's program ends with one of two answers in, and goes on at another day.
    land.close();
    await land.reopen();
    const waits = (await land.ask("office.record", { commitment: both })).proposals;
    assert.deepEqual(
      waits.filter((one) => one.proposal === proposal).map(({ given, need }) => [given, need]),
      [[1, 2]],
    );
    assert.deepEqual(await take(JSON.stringify(fromBen)), { given: 2, need: 2 });
    assert.notEqual((await land.ask("office.complete_replacement", { proposal })).row.state, "refused");
    const either = await issue("77/2", 1);
    assert.notEqual((await replace(either, "77/2", [ben])).state, "refused");
    const request = await requestOf(ada, "land-registry", TITLE_VCT);
    const tooMany = { type: "property-title", request, need: 2, claims: { ...TITLE, parcel: "77/3" } };
    assert.equal(await land.refused("office.issue", tooMany), "office.holders");
  });
});
