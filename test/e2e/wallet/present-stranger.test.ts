import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { after, suite, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemClock } from "../../../main/doors/clock.ts";
import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { processSdJwt } from "../../../src/credential/sd-jwt/process.ts";
import { parseJsonBytes } from "../../../src/json/parse.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { certificate, hierarchy, LEAF, MIDDLE } from "../../support/certificates.ts";
import { linkWith, StubVerifier } from "../../support/stub-verifier.ts";
import { BIRTH_VCT, TITLE_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry"]);
const citizen = await world.citizen();
const claims = world.birth("C 7/1991");
const held = await world.giveBirth(citizen, claims);
const { root, middle, leaf } = hierarchy(systemClock());
const CHAIN = [leaf, middle];

const asked = (...paths: readonly (readonly string[])[]): JsonObject => ({
  credentials: [
    {
      id: "birth",
      format: "dc+sd-jwt",
      meta: { vct_values: [BIRTH_VCT] },
      claims: paths.map((path) => ({ path })),
    },
  ],
});
const NAMES = asked(["family_name"], ["given_name"]);

const answers = (approved: readonly (readonly string[])[], query = "birth") => [
  { query, credential: held.id, approved: approved.map((path) => [...path]) },
];

type Asking = "present.preview" | "present.send" | "present.decline";

async function refuses<Name extends Asking>(name: Name, args: ArgsOf<Name>, code: string): Promise<void> {
  assert.equal(await citizen.refused(name, args), code);
}

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/** What a verifier reads of an answer's only credential, without the credential's own claims; and its key binding. */
function read(opened: JsonObject): { readonly shown: JsonObject; readonly binding: JsonObject } {
  const token = opened["vp_token"] as { readonly [query: string]: readonly string[] };
  const sdJwt = parseSdJwt(token["birth"]?.[0] ?? "");
  const { claims: all } = processSdJwt(sdJwt, nodePrimitives.sha256);
  const own = new Set(["iss", "vct", "iat", "exp", "cnf", "status"]);
  const shown = Object.fromEntries(Object.entries(all).filter(([name]) => !own.has(name)));
  assert.ok(sdJwt.keyBinding !== undefined);
  return { shown, binding: sdJwt.keyBinding.payload };
}

suite("a stranger asks, and the wallet answers", () => {
  test("signed, by reference, encrypted: what is sent is exactly what was shown and approved", async (t) => {
    const shop = await StubVerifier.start(t);
    const request = shop.signed(shop.parameters(NAMES), CHAIN);
    shop.object = () => request;
    const clientId = `x509_hash:${toBase64Url(nodePrimitives.sha256(leaf))}`;
    const link = linkWith({ client_id: clientId, request_uri: `${shop.url}/request` });
    shop.reply = { redirect_uri: "https://shop.example/thanks" };

    const view = await citizen.ask("present.preview", { request: link });
    assert.equal(view.request, request);
    assert.deepEqual(view.asker, {
      state: "unaccredited",
      code: "asker.certificate_unknown",
      name: { en: "127.0.0.1" },
    });
    assert.deepEqual(view.sentTo, { host: "127.0.0.1", encrypted: true });
    const leaves = view.asked[0]?.fitting[0]?.leaves ?? [];
    assert.deepEqual(
      leaves.map(({ path }) => path),
      [["family_name"], ["given_name"]],
    );
    const labels = view.asked[0]?.claims.map(({ label }) => label["en"]);
    assert.deepEqual(
      labels,
      leaves.map(({ label }) => label["en"]),
    );
    assert.equal(shop.answers.length, 0, "looking sends nothing");

    const approved = { request: view.request, answers: answers([["family_name"], ["given_name"]]) };
    await refuses("present.send", { ...approved, despiteWarnings: false }, "present.asker_not_accredited");
    assert.equal(shop.answers.length, 0);
    const sent = await citizen.ask("present.send", { ...approved, despiteWarnings: true });
    assert.deepEqual(sent, { host: "127.0.0.1", goOn: "https://shop.example/thanks" });

    assert.deepEqual([...(shop.answers[0]?.keys() ?? [])], ["response"]);
    const opened = await shop.opened();
    assert.deepEqual(Object.keys(opened), ["vp_token", "state"]);
    assert.equal(opened["state"], "state-1");
    const { shown, binding } = read(opened);
    const said: JsonObject = Object.fromEntries(
      leaves.map(({ path, value }): [string, JsonValue] => [path[0] ?? "", value]),
    );
    assert.deepEqual(shown, said);
    assert.equal(binding["nonce"], "n".repeat(24));
    assert.equal(binding["aud"], clientId);
    const [row] = await citizen.ask("activity.list", { limit: 1 });
    assert.deepEqual(
      [row?.kind, row?.outcome, row?.party, row?.given?.toSorted()],
      ["presentation", "done", "127.0.0.1", ["family_name", "given_name"]],
    );
  });

  test("known by an imported certificate it needs no warning; a broken chain is refused", async (t) => {
    const pem = new X509Certificate(root).toString();
    const [seen] = await citizen.ask("trust.look", { file: pem });
    const fingerprint = seen?.fingerprint ?? "";
    await citizen.ask("trust.import", { file: pem, fingerprints: [fingerprint] });
    t.after(() => citizen.ask("trust.remove", { fingerprint }));
    const shop = await StubVerifier.start(t);
    const known = await citizen.ask("present.preview", {
      request: shop.signed(shop.parameters(NAMES), CHAIN),
    });
    assert.deepEqual(known.asker, { state: "known", code: "asker.anchor", name: { en: "Foreign Issuer" } });
    await citizen.ask("present.send", {
      request: known.request,
      answers: answers([["family_name"], ["given_name"]]),
      despiteWarnings: false,
    });
    assert.equal(shop.answers.length, 1);

    const ended = certificate("Foreign Issuer", LEAF, { name: "Middle", signer: MIDDLE }, systemClock(), {
      to: systemClock() - 60,
    });
    const late = shop.signed(shop.parameters(NAMES), [ended, middle]);
    assert.equal((await citizen.ask("present.preview", { request: late })).refusal, "asker.certificate");
    await refuses(
      "present.send",
      { request: late, answers: answers([["family_name"], ["given_name"]]), despiteWarnings: true },
      "present.refused",
    );
  });

  test("changed on its way, signed by another, or with another's name: refused, whatever the person says", async (t) => {
    const shop = await StubVerifier.start(t);
    const honest = shop.parameters(NAMES);
    const swappedKey = shop.signed(honest, CHAIN, MIDDLE);
    const [head = "", body = "", mac = ""] = shop.signed(honest, CHAIN).split(".");
    const payload = parseJsonBytes(fromBase64Url(body)) as JsonObject;
    // A relay that puts its own key, or its own address, into a shop's request.
    const relayed = { ...payload, response_uri: "https://evil.example/" };
    const changed = [head, toBase64Url(utf8(JSON.stringify(relayed))), mac].join(".");
    const other = shop.signed({ ...honest, client_id: `x509_hash:${"A".repeat(43)}` }, CHAIN);
    const name = shop.signed({ ...honest, client_id: "x509_san_dns:bank.example" }, CHAIN);
    const bare = shop.signed({ ...honest, client_id: "x509_san_dns:bank.example" }, []);
    for (const [request, code] of [
      [swappedKey, "asker.signature"],
      [changed, "asker.signature"],
      [other, "asker.client_mismatch"],
      [name, "asker.client_mismatch"],
      [bare, "asker.certificate"],
    ] as const) {
      assert.equal((await citizen.ask("present.preview", { request })).refusal, code);
      const args = { request, answers: answers([["family_name"], ["given_name"]]), despiteWarnings: true };
      await refuses("present.send", args, "present.refused");
      await refuses("present.decline", { request }, "present.refused");
    }
    assert.equal(shop.answers.length, 0);
  });

  test("unsigned, by value, not encrypted: shown as signed by nobody", async (t) => {
    const shop = await StubVerifier.start(t);
    const clientId = `redirect_uri:${shop.responseUri}`;
    const link = linkWith(shop.parameters(NAMES, { client_id: clientId, response_mode: "direct_post" }));
    const view = await citizen.ask("present.preview", { request: link });
    assert.equal(view.asker.code, "asker.unsigned");
    assert.deepEqual(view.sentTo, { host: "127.0.0.1", encrypted: false });
    await citizen.ask("present.send", {
      request: view.request,
      answers: answers([["family_name"], ["given_name"]]),
      despiteWarnings: true,
    });
    assert.deepEqual([...(shop.answers[0]?.keys() ?? [])], ["vp_token", "state"]);
    const { shown, binding } = read(await shop.opened());
    assert.deepEqual(Object.keys(shown).toSorted(), ["family_name", "given_name"]);
    assert.equal(binding["aud"], clientId);
  });

  test("more than was asked, less, another certificate, twice the same: nothing leaves", async (t) => {
    const shop = await StubVerifier.start(t);
    const request = shop.signed(shop.parameters(NAMES), CHAIN);
    const send = (given: ReturnType<typeof answers>, code: string) =>
      refuses("present.send", { request, answers: given, despiteWarnings: true }, code);
    await send(answers([["family_name"], ["given_name"], ["birthdate"]]), "presentation.beyond_request");
    await send(answers([["family_name"]]), "presentation.incomplete");
    await send(answers([["family_name"], ["given_name"]], "other"), "presentation.not_asked");
    const once = answers([["family_name"], ["given_name"]]);
    await send([...once, ...once], "presentation.not_asked");
    await send([{ query: "birth", credential: "nobody", approved: [] }], "holder.unknown_credential");
    assert.equal(shop.answers.length, 0);
  });

  test("a person who says no is heard only if they want it", async (t) => {
    const shop = await StubVerifier.start(t);
    const request = shop.signed(shop.parameters(NAMES), CHAIN);
    await citizen.ask("present.preview", { request });
    assert.equal(shop.answers.length, 0);
    await citizen.ask("present.decline", { request });
    assert.deepEqual(Object.fromEntries(shop.answers[0] ?? []), { error: "access_denied", state: "state-1" });
  });

  test("what is not needed, and what fits a value, is told apart", async (t) => {
    const shop = await StubVerifier.start(t);
    const [birth] = NAMES["credentials"] as readonly JsonObject[];
    const query = (value: string): JsonObject => ({
      credentials: [
        { ...birth, claims: [{ path: ["family_name"], values: [value] }] },
        {
          id: "title",
          format: "dc+sd-jwt",
          meta: { vct_values: [TITLE_VCT] },
          claims: [{ path: ["owner"] }],
        },
      ],
      credential_sets: [{ options: [["title"], ["birth"]] }, { options: [["title"]], required: false }],
    });
    const view = async (value: string) =>
      await citizen.ask("present.preview", { request: shop.signed(shop.parameters(query(value)), CHAIN) });
    assert.equal((await view("Nobody")).asked[0]?.fitting.length, 0);
    const fits = await view(String(claims["family_name"]));
    assert.equal(fits.asked[0]?.fitting[0]?.id, held.id);
    assert.deepEqual(
      fits.sets?.map(({ required }) => required),
      [true, false],
    );
    await citizen.ask("present.send", {
      request: fits.request,
      answers: answers([["family_name"]]),
      despiteWarnings: true,
    });
    assert.equal(shop.answers.length, 1);
  });
});

suite("a request by reference", () => {
  async function referred(t: Endings, more: JsonObject = {}) {
    const shop = await StubVerifier.start(t);
    const clientId = `x509_hash:${toBase64Url(nodePrimitives.sha256(leaf))}`;
    const link = linkWith({ client_id: clientId, request_uri: `${shop.url}/request`, ...more });
    return { shop, link };
  }

  test("by POST must bring back the wallet's nonce, fresh each time", async (t) => {
    const { shop, link } = await referred(t, { request_uri_method: "post" });
    const nonces: (string | undefined)[] = [];
    shop.object = (walletNonce) => {
      nonces.push(walletNonce);
      return shop.signed(shop.parameters(NAMES, { wallet_nonce: walletNonce ?? "" }), CHAIN);
    };
    await citizen.ask("present.preview", { request: link });
    await citizen.ask("present.preview", { request: link });
    assert.deepEqual(shop.fetched, ["POST", "POST"]);
    assert.equal(new Set(nonces).size, 2);
    assert.match(nonces[0] ?? "", /^[A-Za-z0-9_-]{22,}$/);
    shop.object = () => shop.signed(shop.parameters(NAMES, { wallet_nonce: nonces[0] ?? "" }), CHAIN);
    await refuses("present.preview", { request: link }, "presentation.request_member");
  });

  test("of another than the link names is refused", async (t) => {
    const { shop, link } = await referred(t);
    shop.object = () =>
      shop.signed(shop.parameters(NAMES, { client_id: "x509_san_dns:bank.example" }), CHAIN);
    await refuses("present.preview", { request: link }, "presentation.client_id");
  });

  test("that redirects, is too large, is gone, or lies in a private network is refused", async (t) => {
    const { shop, link } = await referred(t);
    const answer = (status: number, body: Uint8Array = new Uint8Array(), headers = {}) => {
      shop.intercept = () => ({ status, contentType: "text/plain", body, headers });
    };
    answer(302, new Uint8Array(), { location: "http://10.0.0.1/" });
    await refuses("present.preview", { request: link }, "presentation.redirect");
    answer(200, new Uint8Array(200_000).fill(97));
    await refuses("present.preview", { request: link }, "presentation.too_large");
    answer(404);
    await refuses("present.preview", { request: link }, "presentation.unreachable");
    answer(200, utf8("no request"));
    await refuses("present.preview", { request: link }, "presentation.request_syntax");
    for (const [uri, code] of [
      ["https://10.0.0.1/r", "presentation.private_address"],
      ["https://[fd00::1]/r", "presentation.private_address"],
      ["https://169.254.169.254/latest", "presentation.private_address"],
      ["http://shop.example/r", "presentation.address"],
      ["http://10.0.0.1/r", "presentation.address"],
    ] as const) {
      const to = linkWith({ client_id: "x509_san_dns:a.example", request_uri: uri });
      await refuses("present.preview", { request: to }, code);
    }
  });

  test("an answer is not sent on, and not into a private network", async (t) => {
    const { shop } = await referred(t);
    const send = (uri: string) => ({
      request: shop.signed(shop.parameters(NAMES, { response_uri: uri }), CHAIN),
      answers: answers([["family_name"], ["given_name"]]),
      despiteWarnings: true,
    });
    await refuses("present.send", send("https://192.168.1.1/a"), "presentation.private_address");
    await refuses("present.send", send("http://shop.example/a"), "presentation.address");
    shop.intercept = () => ({
      status: 307,
      contentType: "",
      body: new Uint8Array(),
      headers: { location: "https://a.example" },
    });
    await refuses("present.send", send(shop.responseUri), "presentation.redirect");
    shop.intercept = () => ({ status: 400, contentType: "", body: new Uint8Array() });
    await refuses("present.send", send(shop.responseUri), "presentation.not_taken");
    const [row] = await citizen.ask("activity.list", { limit: 1 });
    assert.deepEqual([row?.outcome, row?.code], ["refused", "presentation.not_taken"]);
  });
});

suite("where a type asks for the passphrase before it is shown", () => {
  test("nothing is sent without it, each time", async (t) => {
    const shop = await StubVerifier.start(t);
    await world.decide("type.amend", { id: "birth-certificate", reauth: ["present"] });
    await citizen.ask("registry.sync", {});
    const request = shop.signed(shop.parameters(NAMES), CHAIN);
    const given = { request, answers: answers([["family_name"], ["given_name"]]), despiteWarnings: true };
    await refuses("present.send", given, "wallet.passphrase_again");
    assert.equal(shop.answers.length, 0);
    await citizen.ask("wallet.confirm", { passphrase: citizen.passphrase });
    await citizen.ask("present.send", given);
    assert.equal(shop.answers.length, 1);
    await refuses("present.send", given, "wallet.passphrase_again");
  });
});
