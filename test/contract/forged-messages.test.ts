import assert from "node:assert/strict";
import { after, test } from "node:test";
import * as fc from "fast-check";
import { ADVERSARY, deliverTo, forge, readJws, respondTo } from "../support/adversary.ts";
import { folderState } from "../support/folder-state.ts";
import { HOSTILE_TEXTS } from "../support/hostile-texts.ts";
import { anyMember, anyQuery } from "../support/query-arbitraries.ts";
import { BIRTH_VCT, WalletWorld } from "../support/wallet-world.ts";

// Messages that are signed and encrypted as they should be, by somebody who means harm.

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const citizen = await world.citizen();
const civil = world.office("civil-registry");
const bank = world.office("bank");
const held = await world.giveBirth(citizen, world.birth("C 1/1991"));

const keyRequestOf = async (): Promise<string> =>
  (await citizen.ask("holder.request_key", { office: "civil-registry", vct: BIRTH_VCT })).request;

async function requestOf(paths: readonly (readonly string[])[] = [["family_name"]]): Promise<string> {
  const credentials = [
    { vct: BIRTH_VCT, claims: paths.map((path) => ({ path: [...path], optional: false })) },
  ];
  return (await bank.ask("counter.ask", { purpose: "identity-check", credentials, validFor: 600 })).request;
}

const HUGE = 2 ** 53 - 1;

test("a delivery whose content is anything is refused", async () => {
  const request = await keyRequestOf();
  const { delivery } = await world.issueBirth(citizen, world.birth("C 2/1991"));
  const credential = "e30.e30.e30~";
  const contents = [
    ...HOSTILE_TEXTS.filter((text) => text.length < 300_000),
    ...[credential, delivery, "", "~", `${credential}WyJhIl0~`].map((each) =>
      JSON.stringify({ credentials: [{ credential: each, receipt: "" }] }),
    ),
    JSON.stringify({ credentials: Array.from({ length: 50 }, () => ({ credential, receipt: "" })) }),
    JSON.stringify({ credentials: [{ credential, receipt: 7 }] }),
  ];
  const before = folderState(citizen.folder);
  for (const content of contents) {
    const forged = await deliverTo(request, content);
    await citizen.refused("holder.preview", { delivery: forged });
  }
  assert.deepEqual(folderState(citizen.folder), before);
});

test("a key request that asks for what cannot be done is refused before anything is signed", async () => {
  const request = await keyRequestOf();
  const { encryption, aud } = readJws(request).payload;
  const offCurve = { ...(encryption as object), y: "A".repeat(43) };
  const jwk = { ...ADVERSARY.publicKey };
  const before = (await civil.ask("office.register", { limit: 100 })).length;
  for (const payload of [
    { encryption: offCurve },
    { encryption: { ...(encryption as object), kty: "RSA" } },
    { encryption: "key" },
    { aud: undefined },
    { aud: [aud] },
    { vct: "" },
    { vct: "x".repeat(600) },
    { iat: HUGE },
    { iat: -1 },
    { iat: "1" },
    { consent: "x" },
    { consent: 7 },
  ]) {
    const forged = forge(request, { header: { jwk }, payload });
    const args = { type: "birth-certificate", request: forged, claims: world.birth("C 3/1991") };
    const code = await civil.refused("office.issue", args);
    assert.match(code, /^(exchange|office)\./);
  }
  assert.equal((await civil.ask("office.register", { limit: 100 })).length, before);
});

test("claims of any shape are refused, and nothing is signed", async () => {
  const request = await keyRequestOf();
  const before = (await civil.ask("office.register", { limit: 100 })).length;
  const birth = world.birth("C 4/1991");
  for (const claims of [
    {},
    { ...birth, extra: 1 },
    { ...birth, iss: "me" },
    { ...birth, family_name: "\ud800" },
    { ...birth, family_name: "a\u202eb" },
    { ...birth, family_name: "x".repeat(5000) },
    { ...birth, ["\ud800"]: "x" },
    { ...birth, birthdate: "2024-02-30" },
    { ...birth, birthdate: 7 },
    { ...birth, registration_number: "½" },
    { ...birth, registration_number: "1 2" },
    { ...birth, registration_number: "" },
    { ...birth, registration_number: "A".repeat(1000) },
    { ...birth, parent_1: "x" },
    { ...birth, parent_1: { name: "x", age: 7 } },
    { ...birth, parent_1: [] },
    { ...birth, given_name: ["x"] },
    { ...birth, _sd: ["x"] },
    { ...birth, "...": "x" },
  ]) {
    const code = await civil.refused("office.issue", { type: "birth-certificate", request, claims });
    assert.equal(code, "office.claims", JSON.stringify(claims).slice(0, 80));
  }
  const rest = { type: "birth-certificate", request, claims: birth };
  assert.equal(await civil.refused("office.issue", { ...rest, type: "id-card" }), "office.unknown_type");
  assert.equal((await civil.ask("office.register", { limit: 100 })).length, before);
  // No limit of time makes a credential outlive its type's longest.
  const { row } = await civil.ask("office.issue", { ...rest, validFor: HUGE });
  assert.ok(row.expires < world.clock() + 101 * 365.25 * 86_400);
});

test("an answer whose content is anything does not use the request up", async () => {
  const request = await requestOf();
  const { state } = readJws(request).payload;
  const token = { document0: ["e30.e30.e30~"] };
  const contents = [
    ...HOSTILE_TEXTS.filter((text) => text.length < 300_000),
    JSON.stringify({ vp_token: token }),
    JSON.stringify({ vp_token: token, state: "another" }),
    JSON.stringify({ vp_token: { document0: [] }, state }),
    JSON.stringify({ vp_token: { document0: [7] }, state }),
    JSON.stringify({ vp_token: { "": ["x"] }, state }),
    JSON.stringify({ vp_token: [], state }),
    JSON.stringify({ vp_token: {}, state }),
    JSON.stringify({ vp_token: token, state, receipts: { document0: [] } }),
    JSON.stringify({ vp_token: token, state, receipts: [] }),
    JSON.stringify({ error: "access_denied", state }),
    JSON.stringify({ vp_token: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [i, ["x"]])), state }),
  ];
  for (const content of contents) {
    await bank.refused("counter.check", { response: await respondTo(request, content) });
  }
  const sound = JSON.stringify({ vp_token: token, state });
  const { verdict } = await bank.ask("counter.check", { response: await respondTo(request, sound) });
  assert.equal(verdict.outcome, "not valid");
});

test("a request that asks for anything is shown or refused, and answered or not, by a code", async () => {
  const honest = await requestOf();
  const header = { kid: "A".repeat(43) };
  // Of another registry: who it is cannot be told here, so that it may be answered.
  const client = `registry:${"B".repeat(42)}A:shop`;
  const elsewhere = { client_id: client, iss: client };
  const approvals = [
    [["family_name"]],
    [],
    [["parent_1"]],
    [["nothing"]],
    [["parent_1", "name"], ["given_name"]],
  ];
  let shown = 0;
  let answered = 0;
  await fc.assert(
    fc.asyncProperty(
      anyQuery,
      fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: anyMember }),
      fc.constantFrom(...approvals),
      async (dcql_query, payload, approved) => {
        const request = forge(honest, { header, payload: { ...elsewhere, dcql_query, ...payload } });
        const view = await citizen.answer("present.preview", { request });
        if (!view.ok) return;
        shown++;
        assert.notEqual(view.value.asker.state, "accredited");
        const answers = view.value.asked.flatMap(({ query: id, fitting }) => {
          const [first] = fitting;
          if (first === undefined) return [];
          const paths = approved.length > 0 ? approved : first.leaves.map(({ path }) => [...path]);
          return [{ query: id, credential: held.id, approved: paths }];
        });
        if (answers.length === 0)
          answers.push({ query: "document0", credential: held.id, approved: [["family_name"]] });
        const given = await citizen.answer("present.answer", { request, answers, despiteWarnings: true });
        if (given.ok) answered++;
      },
    ),
    { numRuns: 800 },
  );
  assert.ok(shown > 60 && answered > 5, `${shown} shown, ${answered} answered`);
});

test("a counter asks for anything, or says why not", async () => {
  const path = fc.array(fc.string({ minLength: 1, maxLength: 128, unit: "binary" }), {
    minLength: 1,
    maxLength: 8,
  });
  const asked = fc.array(
    fc.record({
      vct: fc.constantFrom(BIRTH_VCT, BIRTH_VCT, BIRTH_VCT, "x"),
      claims: fc.array(fc.record({ path, optional: fc.boolean() }), { minLength: 1, maxLength: 64 }),
    }),
    { minLength: 1, maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(asked, async (credentials) => {
      await bank.answer("counter.ask", { purpose: "identity-check", credentials, validFor: 600 });
    }),
    { numRuns: 60 },
  );
  // As much as its arguments allow, in the longest letters.
  const claims = Array.from({ length: 64 }, (_, i) => ({
    path: [`${"丈".repeat(100)}${i}`],
    optional: false,
  }));
  const most = { purpose: "identity-check", credentials: [{ vct: BIRTH_VCT, claims }], validFor: 600 };
  await bank.answer("counter.ask", most);
  await bank.answer("counter.ask", {
    ...most,
    credentials: Array.from({ length: 4 }, () => ({ vct: BIRTH_VCT, claims: claims.slice(0, 60) })),
  });
});

test("numbers at the end of their range are answered at once", async () => {
  for (const from of [HUGE, HUGE - 100, 2 ** 31, 0]) {
    const blocks = await bank.ask("registry.blocks", { from, count: 200 });
    assert.equal(blocks.length > 0, from === 0);
  }
  assert.deepEqual(await bank.ask("activity.list", { limit: 1000, before: 0 }), []);
  assert.ok((await bank.ask("activity.list", { limit: 1000, before: HUGE })).length > 0);
});

test("sources that lead nowhere are kept, and a sync says so", async () => {
  const wallet = await world.citizen("wanderer");
  for (const url of [
    "http://127.0.0.1:1",
    "http://user:secret@127.0.0.1:1/",
    "http://[::1]:1/",
    "https://127.0.0.1:1/",
    "http://0.0.0.0:1",
    `http://127.0.0.1:1/${"x".repeat(2000)}`,
    "http://127.0.0.1:1/?a=b#c",
    "http://xn--a.invalid/",
    `${world.url}/nowhere`,
  ]) {
    await wallet.ask("registry.set_sources", { sources: [url, url] });
    assert.equal(await wallet.refused("registry.sync", {}), "follow.no_source", url);
  }
  await wallet.ask("registry.set_sources", { sources: [world.url] });
  await wallet.ask("registry.sync", {});
});
