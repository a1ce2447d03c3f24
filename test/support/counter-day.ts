import assert from "node:assert/strict";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { forbidNetwork } from "../../main/doors/network-guard.ts";
import type { ArgsOf } from "../../src/contract/contract.ts";
import type { CredentialView } from "../../src/contract/views.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { presentSdJwt, selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import { parseRequest } from "../../src/presentation/request.ts";
import { ADVERSARY, forge, lookInto, respondTo } from "./adversary.ts";
import type { TestWallet, WalletPlan } from "./test-wallet.ts";
import { BIRTH_VCT, whole, type WalletWorld } from "./wallet-world.ts";

export interface DayPlan {
  /** At least 8. */
  readonly visits: number;
  /** After so many visits, at least 4, another officer takes over. */
  readonly shift: number;
}

/** What became of a day at a counter without a network. */
export interface CounterDay {
  /** Verdicts in the visits' order, or the code by which an answer was not taken; and what each must be. */
  readonly outcomes: readonly string[];
  readonly expected: readonly string[];
  /** Milliseconds of each visit, and of each change of officers. */
  readonly visits: readonly number[];
  readonly switches: readonly number[];
  /** Which officer was told after the next sync that which check turned, and why. */
  readonly told: readonly { readonly officer: string; readonly check: string; readonly code?: string }[];
  /** The check that had to turn, and whose it was. */
  readonly turns: { readonly officer: string; readonly check: string };
}

interface Visit {
  readonly kind: string;
  readonly expected: string;
  readonly go: (officer: TestWallet) => Promise<{ readonly outcome: string; readonly check: string }>;
}

type Claims = ArgsOf<"counter.ask">["credentials"][number]["claims"];
const claim = (path: string, optional = false) => ({ path: [path], optional });
/** What visitors are asked for, in turn. */
const QUESTIONS: readonly Claims[] = [
  [claim("family_name"), claim("birthdate")],
  [claim("birthdate"), claim("place_of_birth", true)],
  [claim("registration_number")],
];
const { sha256 } = nodePrimitives;

let asked = 0;

async function ask(officer: TestWallet, validFor = 600): Promise<string> {
  const claims = QUESTIONS[asked++ % QUESTIONS.length] as Claims;
  const credentials = [{ vct: BIRTH_VCT, claims }];
  return (await officer.ask("counter.ask", { purpose: "identity-check", credentials, validFor })).request;
}

/** Answered with all that was preselected; `despiteWarnings` also with what does not count. */
async function answer(
  visitor: TestWallet,
  { id }: CredentialView,
  request: string,
  despiteWarnings = false,
): Promise<string> {
  const view = await visitor.ask("present.preview", { request });
  const answers = view.asked.flatMap(({ query, fitting }) =>
    fitting
      .filter((one) => one.id === id)
      .map(({ leaves }) => ({ query, credential: id, approved: leaves.map(({ path }) => [...path]) })),
  );
  return (await visitor.ask("present.answer", { request, answers, despiteWarnings })).response;
}

async function check(officer: TestWallet, response: string) {
  const answered = await officer.answer("counter.check", { response });
  if (!answered.ok) return { outcome: answered.code, check: "" };
  return { outcome: answered.value.verdict.outcome, check: answered.value.check };
}

/** A certificate that nobody issued, presented by who made it. */
async function forged(credential: string, request: string, now: number): Promise<string> {
  const [jwt = "", ...disclosures] = credential.split("~");
  const own = forge(jwt, { payload: { cnf: { jwk: ADVERSARY.publicKey } } });
  const { nonce, clientId, state, query } = parseRequest(request);
  const paths = query.credentials[0]?.claims?.map(({ path }) => path) ?? [];
  const selection = selectDisclosures(parseSdJwt([own, ...disclosures].join("~")), paths, sha256);
  const binding = { nonce, audience: clientId, issuedAt: now };
  const presentation = presentSdJwt(selection, binding, ADVERSARY, sha256);
  return await respondTo(request, JSON.stringify({ vp_token: { document0: [presentation] }, state }));
}

/** One locks, the next unlocks: what a change of officers at one machine takes. */
async function takeOver(from: TestWallet, to: TestWallet): Promise<number> {
  const began = performance.now();
  await from.ask("wallet.lock", {});
  await to.ask("wallet.unlock", { passphrase: to.passphrase });
  return performance.now() - began;
}

/** A certificate's text as its holder has it. */
async function textOf(world: WalletWorld, holder: TestWallet, number: string): Promise<string> {
  const wanted = { office: "civil-registry", vct: BIRTH_VCT };
  const { request } = await holder.ask("holder.request_key", wanted);
  const made = { type: "birth-certificate", request, claims: world.birth(number) };
  const { delivery } = whole(await world.office("civil-registry").ask("office.issue", made));
  return (await lookInto(holder, request, delivery)).credential;
}

async function tell(officer: TestWallet): Promise<CounterDay["told"]> {
  officer.isOffline = false;
  await officer.ask("registry.sync", {});
  const turned = await officer.ask("counter.turned", {});
  return turned.map(({ id, again }) => ({
    officer: officer.plan.name,
    check: id,
    ...(again?.check === undefined ? {} : { code: again.check.code }),
  }));
}

/**
 * Visits at one machine without a network, by officers of one counter in turn: answers given on the spot,
 * appointments asked for before and answered at home, a file on its own; a forged, a revoked and a replayed
 * certificate; and one that was revoked while the counter could not hear of it. Then a sync. `officers` are
 * unlocked wallets of one office whose keys the registry lists; the world's clock is stopped.
 */
export async function counterDay(
  world: WalletWorld,
  officers: readonly TestWallet[],
  { visits, shift }: DayPlan,
): Promise<CounterDay> {
  assert.ok(visits >= 8 && shift >= 4 && world.stopped !== undefined);
  const pass = (seconds: number): void => void (world.stopped = world.clock() + seconds);
  const civil = world.office("civil-registry");
  const [ada, ben] = [await world.citizen("ada"), await world.citizen("ben")];
  const adas = await world.giveBirth(ada, world.birth("C 1/1991"));
  const bens = await world.giveBirth(ben, world.birth("C 2/1991"));
  const revoked = await world.giveBirth(ada, world.birth("C 3/1991"));
  const turning = await world.giveBirth(ben, world.birth("C 4/1991"));
  const file = await textOf(world, ada, "C 5/1991");
  await civil.ask("office.revoke", { commitment: revoked.commitment, reason: "error" });
  for (const one of officers) await one.ask("registry.sync", {});
  pass(60);
  await civil.ask("office.revoke", { commitment: turning.commitment, reason: "error" });
  pass(60);

  const [first, ...others] = officers as readonly [TestWallet, ...TestWallet[]];
  // Asked for a day before, and answered at home; each is in the wallet of who asked.
  const appointments: string[] = [];
  for (let i = 0; i < Math.ceil(visits / 4); i++) {
    appointments.push(await answer(ada, adas, await ask(first, 7 * 86_400)));
  }
  pass(86_400);
  for (const one of others) await one.ask("wallet.lock", {});
  for (const one of [...officers, ada, ben]) one.isOffline = true;

  let spent = "";
  const special: readonly Visit[] = [
    {
      kind: "on the spot",
      expected: "valid",
      go: async (officer) => await check(officer, (spent = await answer(ada, adas, await ask(officer)))),
    },
    {
      kind: "forged",
      expected: "not valid",
      go: async (officer) => await check(officer, await forged(file, await ask(officer), world.clock())),
    },
    {
      kind: "revoked",
      expected: "not valid",
      go: async (officer) => await check(officer, await answer(ada, revoked, await ask(officer), true)),
    },
    { kind: "replayed", expected: "presentation.replayed", go: (officer) => check(officer, spent) },
    {
      kind: "turning",
      expected: "valid",
      go: async (officer) => await check(officer, await answer(ben, turning, await ask(officer))),
    },
    {
      kind: "file",
      expected: "cannot tell",
      go: async (officer) => {
        const { verdict, check: row } = await officer.ask("counter.inspect", { file });
        return { outcome: verdict.outcome, check: row };
      },
    },
  ];
  const usual = (i: number): Visit => ({
    kind: "usual",
    expected: "valid",
    go: async (officer) => {
      const home = officer === first && i % 2 === 1 ? appointments.pop() : undefined;
      return await check(officer, home ?? (await answer(ben, bens, await ask(officer))));
    },
  });

  const plan = Array.from({ length: visits }, (_, i) => special[i] ?? usual(i));
  const outcomes: string[] = [];
  const took: number[] = [];
  const switches: number[] = [];
  let at = 0;
  let turns = { officer: "", check: "" };
  const guard = forbidNetwork();
  try {
    for (const [i, visit] of plan.entries()) {
      if (i > 0 && i % shift === 0) {
        const before = officers[at] as TestWallet;
        at = (at + 1) % officers.length;
        switches.push(await takeOver(before, officers[at] as TestWallet));
      }
      const officer = officers[at] as TestWallet;
      pass(60);
      const began = performance.now();
      const done = await visit.go(officer);
      took.push(performance.now() - began);
      outcomes.push(done.outcome);
      if (visit.kind === "turning") turns = { officer: officer.plan.name, check: done.check };
    }
    assert.equal(guard.attempts(), 0);
  } finally {
    guard.release();
  }
  pass(60);
  // What ended after its check makes nothing turn.
  await civil.ask("office.revoke", { commitment: bens.commitment, reason: "error" });
  pass(60);
  const told = [];
  for (const [i, officer] of officers.entries()) {
    if (i !== at) await officer.ask("wallet.unlock", { passphrase: officer.passphrase });
    told.push(...(await tell(officer)));
  }
  const expected = plan.map((visit) => visit.expected);
  return { outcomes, expected, visits: took, switches, told, turns };
}

/** A further officer of the bank's counter, with a sign-in and a key of their own. */
export async function anotherOfficer(
  world: WalletWorld,
  name: string,
  more: Pick<WalletPlan, "kdf"> = {},
): Promise<TestWallet> {
  const wallet = await world.wallet({ name, mode: "full", office: "bank", ...more });
  const { request } = await wallet.ask("office.keys", {});
  const now = world.clock();
  const key = { use: "request", key: request, from: now - 3600, to: now + 365 * 86_400 };
  await world.decide("office.amend", { id: "bank", addKeys: [key] });
  await wallet.ask("registry.sync", {});
  return wallet;
}
