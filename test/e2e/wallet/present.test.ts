import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as fc from "fast-check";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import { ADVERSARY, forge, readJws } from "../../support/adversary.ts";
import { BIRTH_VCT, MARKS, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const bank = world.office("bank");
const citizen = await world.citizen();
const claims = world.birth("C 1/1991");
const held = await world.giveBirth(citizen, claims);
await bank.ask("registry.sync", {});

type Path = readonly string[];

/** Everything the bank may ask for. */
const PATHS: readonly Path[] = [
  ["registration_number"],
  ["family_name"],
  ["given_name"],
  ["birthdate"],
  ["place_of_birth"],
  ["parent_1", "name"],
  ["parent_2", "name"],
];

interface Asked {
  readonly path: Path;
  readonly optional: boolean;
}

async function ask(asked: readonly Asked[], purpose = "identity-check"): Promise<string> {
  const wanted = asked.map(({ path, optional }) => ({ path: [...path], optional }));
  const credentials = [{ vct: BIRTH_VCT, claims: wanted }];
  return (await bank.ask("counter.ask", { purpose, credentials, validFor: 600 })).request;
}

const needed = (...paths: readonly Path[]): Asked[] => paths.map((path) => ({ path, optional: false }));

function answer(request: string, approved: readonly Path[], despiteWarnings = false) {
  const answers = [{ query: "document0", credential: held.id, approved: approved.map((path) => [...path]) }];
  return { request, answers, despiteWarnings };
}

/** What these places of the certificate say, nested as they are there. */
function extract(paths: readonly Path[]): JsonObject {
  const found: Record<string, JsonValue> = {};
  for (const [name = "", inner] of paths) {
    const value = claims[name] as JsonValue;
    found[name] = inner === undefined ? value : { [inner]: (value as JsonObject)[inner] as JsonValue };
  }
  return found;
}

const OWN = new Set(["iss", "vct", "iat", "exp", "cnf", "status"]);

/** What a verdict says was shown, without the credential's own claims. */
function shownIn(verdict: { documents: readonly { claims?: JsonObject }[] }): JsonObject {
  const [document] = verdict.documents;
  return Object.fromEntries(Object.entries(document?.claims ?? {}).filter(([name]) => !OWN.has(name)));
}

test("exactly what is approved leaves, whatever was asked, and the counter holds just that", async () => {
  const asked = fc
    .subarray([...PATHS], { minLength: 1 })
    .chain((paths) =>
      fc.tuple(
        fc.constant(paths),
        fc.array(fc.boolean(), { minLength: paths.length, maxLength: paths.length }),
        fc.array(fc.boolean(), { minLength: paths.length, maxLength: paths.length }),
      ),
    )
    .map(([paths, optional, agreed]) => ({
      asked: paths.map((path, i) => ({ path, optional: optional[i] === true })),
      approved: paths.filter((_, i) => optional[i] !== true || agreed[i] === true),
    }));
  await fc.assert(
    fc.asyncProperty(asked, async ({ asked: wanted, approved }) => {
      const request = await ask(wanted);
      const view = await citizen.ask("present.preview", { request });
      assert.equal(view.asker.state, "accredited");
      assert.deepEqual(
        view.asked[0]?.claims.map(({ path, overAsked }) => ({ path, overAsked })),
        wanted.map(({ path }) => ({ path, overAsked: false })),
      );
      const leaves = view.asked[0]?.fitting[0]?.leaves ?? [];
      assert.deepEqual(
        leaves.map(({ path }) => path.join("/")).sort(),
        wanted.map(({ path }) => path.join("/")).sort(),
      );
      const given = await citizen.answer("present.answer", answer(request, approved));
      // With nothing but optional claims, none of them is no answer.
      if (approved.length === 0) {
        assert.deepEqual(given, { ok: false, code: "presentation.incomplete" });
        return;
      }
      assert.ok(given.ok);
      const { response } = given.value;
      const { verdict } = await bank.ask("counter.check", { response });
      assert.equal(verdict.outcome, "valid");
      assert.deepEqual(shownIn(verdict), extract(approved));
    }),
    { numRuns: 60 },
  );
});

test("what is approved must be asked for, and must be all that is needed", async () => {
  const request = await ask([
    ...needed(["family_name"], ["birthdate"]),
    { path: ["given_name"], optional: true },
  ]);
  const codes = {
    "presentation.incomplete": [[], [["family_name"]], [["given_name"]], [["birthdate"], ["given_name"]]],
    "presentation.beyond_request": [
      [["family_name"], ["birthdate"], ["place_of_birth"]],
      [["family_name"], ["birthdate"], ["parent_1", "name"]],
    ],
    "sdjwt.path": [[["family_name"], ["birthdate"], ["nothing"]], [["family_name", "deeper"]]],
  };
  for (const [code, approvals] of Object.entries(codes)) {
    for (const approved of approvals) {
      const args = answer(request, approved);
      assert.equal(await citizen.refused("present.answer", args), code, JSON.stringify(approved));
    }
  }
  const first = answer(request, [["family_name"], ["birthdate"]]);
  const [only] = first.answers;
  assert.ok(only);
  for (const answers of [
    [only, only],
    [{ ...only, query: "document1" }],
    [only, { ...only, query: "document1" }],
  ]) {
    assert.equal(await citizen.refused("present.answer", { ...first, answers }), "presentation.not_asked");
  }
  const other = [{ ...only, credential: "A".repeat(43) }];
  assert.equal(
    await citizen.refused("present.answer", { ...first, answers: other }),
    "holder.unknown_credential",
  );
  await citizen.ask("present.answer", first);
});

test("who asks for more than it may is shown so, and gets nothing without a second thought", async () => {
  const request = await ask(needed(["family_name"], ["registered_on"]));
  const view = await citizen.ask("present.preview", { request });
  assert.equal(view.asker.state, "accredited");
  assert.equal(view.overAsking, true);
  assert.deepEqual(
    view.asked[0]?.claims.map(({ path, overAsked }) => [path.join("/"), overAsked]),
    [
      ["family_name", false],
      ["registered_on", true],
    ],
  );
  const all = [["family_name"], ["registered_on"]];
  assert.equal(await citizen.refused("present.answer", answer(request, all)), "present.over_asking");
  const { response } = await citizen.ask("present.answer", answer(request, all, true));
  const { verdict } = await bank.ask("counter.check", { response });
  assert.deepEqual(shownIn(verdict), extract(all));
});

test("who is not accredited is shown so, whatever name it uses, and gets nothing without a second thought", async () => {
  const honest = await ask(needed(["family_name"]));
  const header = { kid: "A".repeat(43) };
  const nameless = `sealfolio:${world.registry}:betting-shop`;
  const strangers = [
    forge(honest, { header }),
    forge(honest, { header, payload: { client_id: nameless, iss: nameless } }),
    forge(honest, { header, payload: { client_id: "https://shop.example", iss: "https://shop.example" } }),
    await ask(needed(["family_name"]), "another-purpose"),
  ];
  for (const request of strangers) {
    const view = await citizen.ask("present.preview", { request });
    assert.notEqual(view.asker.state, "accredited");
    const code = await citizen.refused("present.answer", answer(request, [["family_name"]]));
    assert.match(code, /^present\.(asker_not_accredited|refused)$/);
  }
});

test("relay: a counter's name and nonce over another's signature is no warning: nobody answers", async () => {
  const honest = await ask(needed(["family_name"]));
  const kid = p256Thumbprint(ADVERSARY.publicKey, nodePrimitives.sha256);
  // Whoever could read the answer could hand it to the counter as their own.
  const key = { ...ADVERSARY.publicKey, use: "enc", alg: "ECDH-ES", kid };
  const client_metadata = {
    ...(readJws(honest).payload["client_metadata"] as JsonObject),
    jwks: { keys: [key] },
  };
  const request = forge(honest, { header: { kid }, payload: { client_metadata } });
  const view = await citizen.ask("present.preview", { request });
  assert.deepEqual([view.asker.code, view.refusal], ["asker.key_absent", "asker.key_absent"]);
  assert.equal(view.asker.name, undefined);
  for (const despite of [false, true]) {
    const args = answer(request, [["family_name"]], despite);
    assert.equal(await citizen.refused("present.answer", args), "present.refused");
  }
});

test("relay: nor is a name that nobody here can prove, that of a verifier of another kind", async () => {
  const honest = await ask(needed(["family_name"]));
  for (const id of [
    "https://shop.example",
    "decentralized_identifier:did:web:bank.example",
    "verifier_attestation:bank",
  ]) {
    const request = forge(honest, { header: { kid: "k" }, payload: { client_id: id, iss: id } });
    const view = await citizen.ask("present.preview", { request });
    assert.deepEqual([view.asker.code, view.refusal], ["asker.not_of_registry", "asker.not_of_registry"], id);
    const args = answer(request, [["family_name"]], true);
    assert.equal(await citizen.refused("present.answer", args), "present.refused");
  }
});

test("a request that was changed or whose time is over is answered by nobody", async () => {
  const honest = await ask(needed(["family_name"]));
  const [header = "", payload = "", signature = ""] = honest.split(".");
  const swapped = signature.replace(/./, (first) => (first === "A" ? "B" : "A"));
  const changed = `${header}.${payload}.${swapped}`;
  const view = await citizen.ask("present.preview", { request: changed });
  assert.equal(view.refusal, "asker.signature");
  assert.equal(view.asker.name, undefined);
  world.ahead += 601;
  const late = await citizen.ask("present.preview", { request: honest });
  assert.equal(late.refusal, "asker.expired");
  for (const request of [changed, honest]) {
    for (const despite of [false, true]) {
      const args = answer(request, [["family_name"]], despite);
      assert.equal(await citizen.refused("present.answer", args), "present.refused");
    }
  }
  world.ahead -= 1201;
  assert.equal((await citizen.ask("present.preview", { request: honest })).refusal, "asker.not_yet");
  world.ahead += 600;
});

test("an answer says nothing to whoever carries it, and the log tells names only", async () => {
  const request = await ask(needed(...PATHS));
  const { response } = await citizen.ask("present.answer", answer(request, PATHS));
  const readable = response
    .split(".")
    .map((part) => Buffer.from(part, "base64url").toString("latin1"))
    .join();
  for (const mark of MARKS) assert.ok(!response.includes(mark) && !readable.includes(mark));
  const [newest] = await citizen.ask("activity.list", { limit: 1 });
  const names = PATHS.map((path) => path.join("/"));
  assert.ok(newest);
  const { given = [], asked = [], kind, outcome, party } = newest;
  assert.deepEqual({ kind, outcome, party }, { kind: "presentation", outcome: "done", party: "bank" });
  assert.deepEqual(asked, names);
  // The parents' names stand inside objects, which are opened with them.
  assert.deepEqual([...given].sort(), [...names, "parent_1", "parent_2"].sort());
});

test("what was not answered is in the log too, with its code", async () => {
  const request = await ask(needed(["family_name"], ["registered_on"]));
  const all = [["family_name"], ["registered_on"]];
  await citizen.refused("present.answer", answer(request, all));
  const [newest] = await citizen.ask("activity.list", { limit: 1 });
  const { kind, outcome, code } = newest ?? {};
  assert.deepEqual(
    { kind, outcome, code },
    { kind: "presentation", outcome: "refused", code: "present.over_asking" },
  );
});

test("who was met without a network only is in the log by the name that was proven then", async () => {
  const walker = await world.citizen("walker");
  const certificate = await world.giveBirth(walker, world.birth("C 77/1991"));
  walker.isOffline = true;
  const request = await ask(needed(["family_name"]));
  const view = await walker.ask("present.preview", { request });
  assert.equal(view.asker.code, "asker.ok");
  const answers = [{ query: "document0", credential: certificate.id, approved: [["family_name"]] }];
  await walker.ask("present.answer", { request, answers, despiteWarnings: false });
  const name = view.asker.name?.["en"] ?? "";
  // Once the introduction is gone, its copy knows no such office.
  const [newest] = await walker.ask("activity.list", { limit: 1, search: name });
  assert.equal(newest?.party, "bank");
  assert.deepEqual(newest?.partyName, view.asker.name);
});

test("a wallet without what is asked for says so", async () => {
  const stranger = await world.citizen("stranger");
  const request = await ask(needed(["family_name"]));
  const view = await stranger.ask("present.preview", { request });
  assert.deepEqual(view.asked[0]?.fitting, []);
  assert.deepEqual(view.asked[0]?.typeName, {
    en: "Birth certificate",
    de: "Geburtsurkunde",
    ar: "شهادة الميلاد",
  });
  assert.equal(view.overAsking, false);
  const code = await stranger.refused("present.answer", answer(request, [["family_name"]]));
  assert.equal(code, "holder.unknown_credential");
});

test("where its type asks for it, nothing is shown or signed without the passphrase again, each time", async () => {
  const civil = world.office("civil-registry");
  await world.decide("type.amend", { id: "birth-certificate", reauth: ["present", "sign"] });
  await citizen.ask("registry.sync", {});
  const given = answer(await ask(needed(["family_name"])), [["family_name"]]);
  const log = async () => await citizen.ask("activity.list", { limit: 1 });
  const refused = "wallet.passphrase_again";
  assert.equal(await citizen.refused("present.answer", given), refused);
  // Asked for is not given: the log holds no presentation that went out.
  assert.equal((await log())[0]?.outcome, "refused");
  await citizen.ask("wallet.confirm", { passphrase: citizen.passphrase });
  await citizen.ask("present.answer", given);
  assert.equal((await log())[0]?.outcome, "done");
  assert.equal(await citizen.refused("present.answer", given), refused);

  const { total } = await civil.ask("office.find", { from: 0, count: 1 });
  const { request } = await citizen.ask("holder.request_key", { office: "civil-registry", vct: BIRTH_VCT });
  const wanted = { type: "birth-certificate", request, claims: world.birth("C 2/1991") };
  assert.equal(await civil.refused("office.issue", wanted), refused);
  assert.equal((await civil.ask("office.find", { from: 0, count: 1 })).total, total);
  await civil.ask("wallet.confirm", { passphrase: civil.passphrase });
  const { row } = await civil.ask("office.issue", wanted);
  const change = { commitment: row.commitment, reason: "holder-request" };
  assert.equal(await civil.refused("office.suspend", change), refused);
  await civil.ask("wallet.confirm", { passphrase: civil.passphrase });
  assert.equal((await civil.ask("office.suspend", change)).state, "sealed");
});

test("a wrong passphrase counts as at the lock, takes back what was given before, and one given grows old", async () => {
  const given = answer(await ask(needed(["family_name"])), [["family_name"]]);
  world.stopped = world.clock();
  await citizen.ask("wallet.confirm", { passphrase: citizen.passphrase });
  for (let tries = 0; tries < 3; tries++)
    assert.equal(
      await citizen.refused("wallet.confirm", { passphrase: "not this one" }),
      "vault.wrong_passphrase",
    );
  assert.equal(await citizen.refused("present.answer", given), "wallet.passphrase_again");
  assert.equal(await citizen.refused("wallet.confirm", { passphrase: citizen.passphrase }), "vault.wait");
  world.stopped = undefined;
});
