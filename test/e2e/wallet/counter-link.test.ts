import assert from "node:assert/strict";
import { after, suite, test } from "node:test";
import { systemClock } from "../../../main/doors/clock.ts";
import { encryptResponse } from "../../../main/presentation/jwe.ts";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import type { RequestView } from "../../../src/contract/views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { parseStrangerRequest } from "../../../src/presentation/stranger/request.ts";
import { hierarchy } from "../../support/certificates.ts";
import { StubVerifier } from "../../support/stub-verifier.ts";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const bank = world.office("bank");
const citizen = await world.citizen();
const held = await world.giveBirth(citizen, world.birth("C 1/1991"));
await bank.ask("registry.sync", {});

const { middle, leaf } = hierarchy(systemClock());

type ByLink = NonNullable<ArgsOf<"counter.ask">["byLink"]>;

const WANTED = {
  purpose: "identity-check",
  credentials: [
    {
      vct: BIRTH_VCT,
      claims: [
        { path: ["family_name"], optional: false },
        { path: ["birthdate"], optional: false },
      ],
    },
  ],
  validFor: 600,
};
const ENCRYPTED: ByLink = { prefix: "x509_hash", encrypted: true };
const PLAIN: ByLink = { prefix: "decentralized_identifier", encrypted: false };

async function ask(byLink: ByLink) {
  const { id, request, link } = await bank.ask("counter.ask", { ...WANTED, byLink });
  assert.ok(link !== undefined);
  return { id, request, link };
}

function answersTo({ asked }: RequestView) {
  return asked.map(({ query, claims }) => ({
    query,
    credential: held.id,
    approved: claims.map(({ path }) => [...path]),
  }));
}

/** The citizen's wallet takes the link, and answers as its person approved. */
async function answer(link: string): Promise<void> {
  const view = await citizen.ask("present.preview", { request: link });
  await citizen.ask("present.send", {
    request: view.request,
    answers: answersTo(view),
    despiteWarnings: false,
  });
}

interface Reply {
  readonly status: number;
  readonly code: string | undefined;
}

async function post(uri: string, parameters: { readonly [name: string]: string }): Promise<Reply> {
  const reply = await fetch(uri, { method: "POST", body: new URLSearchParams(parameters) });
  const body = (await reply.json()) as { readonly error_description?: string };
  return { status: reply.status, code: body.error_description };
}

const refusal = (code: string): Reply => ({ status: 400, code });

test("a counter listens only where its office opened a place, and until it closes it", async () => {
  assert.equal(
    await bank.refused("counter.ask", { ...WANTED, byLink: ENCRYPTED }),
    "counter.not_open",
    "off at first",
  );
  assert.equal(await citizen.refused("counter.listen", {}), "counter.no_office");
  const { url } = await bank.ask("counter.listen", {});
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.deepEqual((await bank.ask("counter.listen", {})).url, url, "one place");
  assert.equal((await fetch(`${url}/request/${"A".repeat(43)}`)).status, 404);
  await bank.ask("counter.stop_listening", {});
  await assert.rejects(fetch(url));
  assert.equal(await bank.refused("counter.ask", { ...WANTED, byLink: ENCRYPTED }), "counter.not_open");
});

suite("a wallet that comes by a link", () => {
  test("answers encrypted or not, whatever the counter calls itself; the counter has its verdict", async () => {
    const { url } = await bank.ask("counter.listen", {});
    const byName = { prefix: "x509_san_dns", encrypted: true } as const;
    assert.equal(
      await bank.refused("counter.ask", { ...WANTED, byLink: byName }),
      "counter.no_host_name",
      "an address by number has no name",
    );
    await bank.ask("counter.listen", { url: url.replace("127.0.0.1", "localhost") });
    for (const prefix of ["x509_hash", "x509_san_dns", "decentralized_identifier"] as const) {
      for (const encrypted of [true, false]) {
        const { id, link } = await ask({ prefix, encrypted });
        assert.deepEqual(await bank.ask("counter.case", { id }), { state: "waiting" });
        const view = await citizen.ask("present.preview", { request: link });
        assert.deepEqual(view.sentTo, { host: "localhost", encrypted });
        assert.deepEqual(
          [view.asker.state, view.asker.code, view.asker.office, view.purpose.id, view.overAsking],
          ["accredited", "asker.ok", "bank", "identity-check", false],
          "our own wallet knows it by the registry",
        );
        await answer(link);
        const { state, checked, check } = await bank.ask("counter.case", { id });
        assert.equal(state, "answered");
        assert.equal(checked?.verdict.outcome, "valid");
        assert.equal(checked.check, check);
        const shown = checked.shown[0]?.map(({ path, value }) => [path.join("/"), value]);
        assert.deepEqual(shown, [
          ["family_name", "Qvistgaard"],
          ["birthdate", "1991-03-14"],
        ]);
      }
    }
    const [row] = await citizen.ask("activity.list", { limit: 1 });
    assert.deepEqual([row?.party, row?.partyName], ["bank", { en: "Office: bank" }]);
  });

  test("a no is heard, and is final", async () => {
    const { id, link } = await ask(ENCRYPTED);
    const { request } = await citizen.ask("present.preview", { request: link });
    await citizen.ask("present.decline", { request });
    assert.deepEqual(await bank.ask("counter.case", { id }), { state: "declined" });
    await assert.rejects(answer(link), /presentation\.unreachable/, "the request lies there no more");
  });

  test("what was shown is gone when the case is closed, or the wallet locked", async () => {
    const first = await ask(ENCRYPTED);
    await answer(first.link);
    const { check } = await bank.ask("counter.case", { id: first.id });
    const closed = await bank.ask("counter.close_case", { id: first.id });
    assert.deepEqual(closed, { state: "answered", check });
    const second = await ask(ENCRYPTED);
    await answer(second.link);
    await bank.ask("wallet.lock", {});
    await bank.ask("wallet.unlock", { passphrase: bank.passphrase });
    assert.equal((await bank.ask("counter.case", { id: second.id })).checked, undefined);
    await bank.program.goOn();
    const third = await ask(ENCRYPTED);
    await answer(third.link);
    assert.equal(
      (await bank.ask("counter.case", { id: third.id })).state,
      "answered",
      "open again by itself",
    );
  });
});

const DCQL: JsonObject = {
  credentials: [
    {
      id: "document0",
      format: "dc+sd-jwt",
      meta: { vct_values: [BIRTH_VCT] },
      claims: [{ path: ["family_name"] }, { path: ["birthdate"] }],
    },
  ],
};

/** A shop that asks the citizen with members of its own; gives the `vp_token` it got. */
async function lure(t: { after(work: () => void): void }, members: JsonObject): Promise<JsonObject> {
  const shop = await StubVerifier.start(t);
  const request = shop.signed(shop.parameters(DCQL, members), [leaf, middle]);
  const view = await citizen.ask("present.preview", { request });
  await citizen.ask("present.send", { request, answers: answersTo(view), despiteWarnings: true });
  const { vp_token: token } = await shop.opened();
  return token as JsonObject;
}

const codesOf = async (id: string): Promise<readonly string[]> => {
  const { checked } = await bank.ask("counter.case", { id });
  assert.equal(checked?.verdict.outcome, "not valid");
  return checked.verdict.checks.filter(({ result }) => result === "failed").map(({ code }) => code);
};

suite("attacks", () => {
  test("a second answer, an answer to a closed case, one too late, and one among others are refused", async () => {
    const token = JSON.stringify({ document0: ["x~"] });
    const answered = await ask(PLAIN);
    const { responseUri, state = "" } = parseStrangerRequest(answered.request);
    await answer(answered.link);
    const twice = await post(responseUri, { vp_token: token, state });
    assert.deepEqual(twice, refusal("presentation.replayed"));
    const { checked } = await bank.ask("counter.case", { id: answered.id });
    assert.equal(checked?.verdict.outcome, "valid");

    const closed = await ask(PLAIN);
    assert.deepEqual(await bank.ask("counter.close_case", { id: closed.id }), { state: "closed" });
    const parsed = parseStrangerRequest(closed.request);
    const late = { vp_token: token, state: parsed.state ?? "" };
    assert.deepEqual(await post(parsed.responseUri, late), refusal("presentation.closed"));
    assert.deepEqual(await bank.ask("counter.case", { id: closed.id }), { state: "closed" });

    const ended = parseStrangerRequest((await ask(PLAIN)).request);
    world.ahead += 601;
    const over = await post(ended.responseUri, { vp_token: token, state: ended.state ?? "" });
    world.ahead -= 601;
    assert.deepEqual(over, refusal("presentation.expired"));
  });

  test("of several answers at once one is taken", async (t) => {
    const { id, request } = await ask(PLAIN);
    const { responseUri, state = "", nonce } = parseStrangerRequest(request);
    const token = await lure(t, { nonce });
    const posts = [1, 2, 3, 4].map(() => post(responseUri, { vp_token: JSON.stringify(token), state }));
    const replies = (await Promise.all(posts)).map(({ status }) => status);
    assert.deepEqual(replies.sort(), [200, 400, 400, 400]);
    assert.equal((await bank.ask("counter.case", { id })).state, "answered");
  });

  test("replay: what answered one case answers no other", async (t) => {
    const first = parseStrangerRequest((await ask(PLAIN)).request);
    await assert.rejects(lure(t, { nonce: first.nonce, client_id: first.clientId }), /present\.refused/);
    const other = await ask(PLAIN);
    const { responseUri, state = "" } = parseStrangerRequest(other.request);
    const old = await lure(t, { nonce: first.nonce });
    await post(responseUri, { vp_token: JSON.stringify(old), state });
    assert.deepEqual(await codesOf(other.id), ["request_bound.nonce"]);
    // The right case's state is not known to whoever saw another's alone.
    const wrong = await post(first.responseUri, { vp_token: JSON.stringify(old), state });
    assert.deepEqual(wrong, refusal("presentation.unknown_request"));
  });

  test("relay: a shop that asks with the counter's nonce gets nothing that the counter takes", async (t) => {
    for (const byLink of [ENCRYPTED, PLAIN]) {
      const { id, request } = await ask(byLink);
      const { responseUri, state = "", nonce, encryption } = parseStrangerRequest(request);
      const token = await lure(t, { nonce });
      const answered = { vp_token: token, state };
      const parameters =
        encryption === undefined
          ? { vp_token: JSON.stringify(token), state }
          : { response: await encryptResponse(JSON.stringify(answered), encryption) };
      assert.deepEqual(await post(responseUri, parameters), { status: 200, code: undefined });
      assert.deepEqual(await codesOf(id), ["request_bound.audience"]);
    }
  });

  test("a response key, an address or a name put in place of the counter's: nobody answers", async (t) => {
    const { request } = await ask(ENCRYPTED);
    const shop = await StubVerifier.start(t);
    const [header = "", payload = "", signature = ""] = request.split(".");
    const said = JSON.parse(Buffer.from(payload, "base64url").toString()) as JsonObject;
    const swaps: readonly JsonObject[] = [
      { client_metadata: { ...(said["client_metadata"] as JsonObject), jwks: { keys: [shop.key.jwk] } } },
      { response_uri: shop.responseUri },
      { client_id: `x509_hash:${"A".repeat(43)}` },
      {
        dcql_query: {
          credentials: [{ ...(DCQL["credentials"] as JsonObject[])[0], claims: [{ path: ["given_name"] }] }],
        },
      },
    ];
    for (const swap of swaps) {
      const swapped = Buffer.from(JSON.stringify({ ...said, ...swap })).toString("base64url");
      const text = [header, swapped, signature].join(".");
      const view = await citizen.ask("present.preview", { request: text });
      assert.match(view.refusal ?? "", /^asker\.(signature|client_mismatch)$/);
      assert.equal(view.asker.office, undefined, "no name that nobody has proven");
      const given = { request: text, answers: answersTo(view), despiteWarnings: true };
      assert.equal(await citizen.refused("present.send", given), "present.refused");
    }
    assert.equal(shop.answers.length, 0);
  });

  test("a stranger that says it is the office is a stranger", async (t) => {
    const { request } = await ask(ENCRYPTED);
    const payload = JSON.parse(
      Buffer.from(request.split(".")[1] ?? "", "base64url").toString(),
    ) as JsonObject;
    const shop = await StubVerifier.start(t);
    const info = { verifier_info: payload["verifier_info"] ?? [] };
    const own = shop.signed(shop.parameters(DCQL, info), [leaf, middle]);
    const view = await citizen.ask("present.preview", { request: own });
    assert.deepEqual(
      [view.asker.state, view.asker.code, view.asker.office, view.purpose.label],
      ["unaccredited", "asker.certificate_unknown", undefined, undefined],
    );
    const given = { request: own, answers: answersTo(view), despiteWarnings: false };
    assert.equal(await citizen.refused("present.send", given), "present.asker_not_accredited");
  });

  test("what was to be sealed is not taken open, nor sealed what was to be open, nor for another case", async () => {
    const sealed = await ask(ENCRYPTED);
    const to = parseStrangerRequest(sealed.request);
    const open = { vp_token: JSON.stringify({ document0: ["x~"] }), state: to.state ?? "" };
    assert.deepEqual(await post(to.responseUri, open), refusal("presentation.encryption"));
    assert.ok(to.encryption !== undefined);
    const response = await encryptResponse(JSON.stringify(open), to.encryption);
    const plain = parseStrangerRequest((await ask(PLAIN)).request);
    assert.deepEqual(await post(plain.responseUri, { response }), refusal("presentation.encryption"));
    const other = parseStrangerRequest((await ask(ENCRYPTED)).request);
    assert.deepEqual(await post(other.responseUri, { response }), refusal("presentation.unknown_request"));
    // None of it used a case up.
    await answer(sealed.link);
    assert.equal((await bank.ask("counter.case", { id: sealed.id })).checked?.verdict.outcome, "valid");
  });

  test("what is no answer is refused and uses nothing up", async () => {
    const { link, request, id } = await ask(ENCRYPTED);
    const { responseUri } = parseStrangerRequest(request);
    for (const parameters of [
      {},
      { response: "" },
      { response: "a.b.c.d.e" },
      { vp_token: "{}" },
      { error: "x" },
    ]) {
      assert.equal((await post(responseUri, parameters)).status, 400, JSON.stringify(parameters));
    }
    const twice = "error=a&error=b";
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    assert.equal((await fetch(responseUri, { method: "POST", headers, body: twice })).status, 400);
    assert.equal((await fetch(responseUri, { method: "POST", body: "{}" })).status, 400);
    assert.equal((await fetch(responseUri)).status, 404);
    const huge = new URLSearchParams({ response: "a".repeat(1 << 21) });
    assert.equal((await fetch(responseUri, { method: "POST", body: huge })).status, 413);
    await answer(link);
    assert.equal((await bank.ask("counter.case", { id })).checked?.verdict.outcome, "valid");
  });
});
