import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { ArgsOf, ProfileCallName } from "../../src/contract/contract.ts";
import { folderState } from "../support/folder-state.ts";
import { damaged, headedTexts, HOSTILE_TEXTS } from "../support/hostile-texts.ts";
import type { TestWallet } from "../support/test-wallet.ts";
import { BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld, whole } from "../support/wallet-world.ts";

// Nothing here may answer `call.failed`: TestWallet sees to that, and to what every answer must be.

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry", "bank"]);
const citizen = await world.citizen();
const civil = world.office("civil-registry");
const land = world.office("land-registry");
const bank = world.office("bank");

/** One message of each kind, as honest programs made them. */
async function honestMessages() {
  const held = await world.giveBirth(citizen, world.birth("C 1/1991"));
  const { request: titleRequest } = await citizen.ask("holder.request_key", {
    office: "land-registry",
    vct: TITLE_VCT,
  });
  const title = whole(
    await land.ask("office.issue", { type: "property-title", request: titleRequest, claims: TITLE }),
  );
  await citizen.ask("holder.keep", { delivery: title.delivery });
  const { commitment } = title.row;
  const next = await citizen.ask("holder.request_key", { office: "land-registry", vct: TITLE_VCT });
  const { proposal, consentRequest } = await land.ask("office.propose_replacement", {
    old: commitment,
    request: next.request,
    claims: { ...TITLE, owner: "Somebody Else" },
    reason: "transfer",
  });
  const { consent } = await citizen.ask("holder.consent", { request: consentRequest });
  const { request: keyRequest } = await citizen.ask("holder.request_key", {
    office: "civil-registry",
    vct: BIRTH_VCT,
  });
  const { delivery } = await world.issueBirth(citizen, world.birth("C 2/1991"));
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
    validFor: 600,
  });
  const answers = [{ query: "document0", credential: held.id, approved: [["family_name"]] }];
  const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: false });
  const { receipt } = await citizen.ask("holder.receipt", { id: held.id });
  return { held, proposal, keyRequest, delivery, request, response, receipt, consentRequest, consent };
}

const honest = await honestMessages();
const { held, proposal } = honest;
const messages = Object.values(honest).filter((value) => typeof value === "string");

const TEXTS = [...HOSTILE_TEXTS, ...headedTexts(), ...messages.flatMap(damaged)];

type Trial = {
  readonly [Name in ProfileCallName]?: {
    readonly of: TestWallet;
    readonly with: (text: string) => ArgsOf<Name>;
    /** The message that it does take. */
    readonly takes?: string;
    /** What it does is written down, refused or not. */
    readonly logs?: boolean;
  };
};

const answer = (request: string) => ({
  request,
  answers: [{ query: "document0", credential: held.id, approved: [["family_name"]] }],
  despiteWarnings: true,
});

const TRIALS: Trial = {
  "holder.preview": { of: citizen, with: (delivery) => ({ delivery }), takes: honest.delivery },
  "holder.keep": { of: citizen, with: (delivery) => ({ delivery }), takes: honest.delivery, logs: true },
  "holder.preview_consent": {
    of: citizen,
    with: (request) => ({ request }),
    takes: honest.consentRequest,
  },
  "holder.consent": {
    of: citizen,
    with: (request) => ({ request }),
    takes: honest.consentRequest,
    logs: true,
  },
  "present.preview": { of: citizen, with: (request) => ({ request }), takes: honest.request },
  "present.answer": { of: citizen, with: answer, takes: honest.request, logs: true },
  "counter.check": { of: bank, with: (response) => ({ response }), takes: honest.response, logs: true },
  "counter.inspect": { of: bank, with: (file) => ({ file }), logs: true },
  "office.issue": {
    of: civil,
    with: (request) => ({ type: "birth-certificate", request, claims: world.birth("C 9/1991") }),
    takes: honest.keyRequest,
  },
  "office.propose_replacement": {
    of: land,
    with: (request) => ({ old: held.commitment, request, claims: TITLE, reason: "transfer" }),
  },
  "office.complete_replacement": {
    of: land,
    with: (text) => ({ proposal, consents: [text] }),
    takes: honest.consent,
  },
};

for (const [name, trial] of Object.entries(TRIALS) as [ProfileCallName, Trial["holder.preview"]][]) {
  test(`${name} refuses what is no message for it, and nothing changes`, async () => {
    assert.ok(trial);
    const { of: wallet, with: args, takes, logs = false } = trial;
    const before = folderState(wallet.folder);
    for (const text of new Set([...TEXTS, ...messages])) {
      // The honest message with white space around it is the same message to a reader that trims.
      if (text.trim() === takes) continue;
      const given = args(text);
      const answered = await wallet.answer(name, given);
      if (name !== "counter.inspect") {
        assert.ok(!answered.ok, `${name} took ${text.slice(0, 60)}`);
        assert.notEqual(answered.code, "call.arguments", `${name} read nothing of ${text.slice(0, 60)}`);
      } else if (answered.ok) {
        const { verdict } = answered.value as { verdict: { outcome: string } };
        assert.notEqual(verdict.outcome, "valid");
      }
    }
    if (!logs) assert.deepEqual(folderState(wallet.folder), before);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
}
