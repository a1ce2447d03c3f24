import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { ArgsOf, ProfileCallName, ValueOf } from "../../src/contract/contract.ts";
import { folderState } from "../support/folder-state.ts";
import { CALL_NAMES, SAMPLES } from "../support/contract-samples.ts";
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
    /** Whether a value says that nothing came of it. */
    readonly isRefusal?: (value: ValueOf<Name>) => boolean;
    /** What it does is written down, refused or not, or it looks for newer blocks on the way. */
    readonly writes?: boolean;
  };
};

const answer = (request: string) => ({
  request,
  answers: [{ query: "document0", credential: held.id, approved: [["family_name"]] }],
  despiteWarnings: true,
});

const TRIALS: Trial = {
  "holder.preview": { of: citizen, with: (delivery) => ({ delivery }), takes: honest.delivery },
  "holder.keep": { of: citizen, with: (delivery) => ({ delivery }), takes: honest.delivery, writes: true },
  "holder.preview_consent": {
    of: citizen,
    with: (request) => ({ request }),
    takes: honest.consentRequest,
  },
  "holder.consent": {
    of: citizen,
    with: (request) => ({ request }),
    takes: honest.consentRequest,
    writes: true,
  },
  "present.preview": {
    of: citizen,
    with: (request) => ({ request }),
    takes: honest.request,
    // Its signature does not hold.
    isRefusal: ({ refusal }) => refusal !== undefined,
    writes: true,
  },
  "present.answer": { of: citizen, with: answer, takes: honest.request, writes: true },
  "counter.check": { of: bank, with: (response) => ({ response }), takes: honest.response, writes: true },
  "counter.inspect": {
    of: bank,
    with: (file) => ({ file }),
    isRefusal: ({ verdict }) => verdict.outcome !== "valid",
    writes: true,
  },
  "office.issue": {
    of: civil,
    with: (request) => ({ type: "birth-certificate", request, claims: world.birth("C 9/1991") }),
    takes: honest.keyRequest,
    writes: true,
  },
  "office.propose_replacement": {
    of: land,
    with: (request) => ({ old: held.commitment, request, claims: TITLE, reason: "transfer" }),
  },
  "office.complete_replacement": {
    of: land,
    with: (text) => ({ proposal, consents: [text] }),
    takes: honest.consent,
    isRefusal: ({ row }) => row.state === "refused",
    writes: true,
  },
};

const idsOf = (list: readonly { readonly id: string }[]): readonly string[] => list.map(({ id }) => id);

for (const [name, trial] of Object.entries(TRIALS) as [ProfileCallName, Trial["holder.preview"]][]) {
  test(`${name} refuses what is no message for it, and nothing changes`, async () => {
    assert.ok(trial);
    const { of: wallet, with: args, takes, isRefusal = () => false, writes = false } = trial;
    const before = folderState(wallet.folder);
    const kept = idsOf(await citizen.ask("holder.list", {}));
    // Each line in the log waits for the disk.
    const texts = writes ? TEXTS.filter((_, i) => i % 5 === 0) : TEXTS;
    for (const text of new Set([...texts, ...messages])) {
      // With white space around it, it is the same message to a reader that trims.
      if (text.trim() === takes) continue;
      const answered = await wallet.answer(name, args(text));
      const isRefused = answered.ok ? isRefusal(answered.value as never) : answered.code !== "call.arguments";
      assert.ok(isRefused, `${name} took ${text.slice(0, 60)}`);
    }
    if (!writes) assert.deepEqual(folderState(wallet.folder), before);
    assert.deepEqual(idsOf(await citizen.ask("holder.list", {})), kept);
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
}

test("a number at the end of its range is answered like any other, by every call", async () => {
  for (const name of CALL_NAMES) {
    const numbers = Object.entries(SAMPLES[name]).filter(([, value]) => typeof value === "number");
    for (const [member] of numbers) {
      for (const value of [0, 1, 199, 2 ** 31, 2 ** 53 - 1]) {
        const args = { ...SAMPLES[name], [member]: value } as never;
        for (const wallet of [bank, citizen]) await wallet.answer(name, args);
      }
    }
  }
});

test("a text of any kind is answered like any other, by every call", async () => {
  const texts = [
    "\u0000",
    "\ud800",
    "__proto__",
    "constructor",
    "..",
    "%00",
    "é".repeat(60),
    "丈".repeat(64),
    "*",
    "'",
  ];
  // These are for the wallet's own door, and have tests of their own.
  const own = new Set(["wallet.create", "wallet.unlock", "wallet.change_passphrase"]);
  for (const name of CALL_NAMES.filter((each) => !own.has(each))) {
    const members = Object.entries(SAMPLES[name]).filter(([, value]) => typeof value === "string");
    for (const [member] of members) {
      for (const text of texts) {
        const args = { ...SAMPLES[name], [member]: text } as never;
        for (const wallet of [civil, citizen]) await wallet.answer(name, args);
      }
    }
  }
});
