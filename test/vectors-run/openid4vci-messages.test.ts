import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";

import type { HttpAnswer, HttpPostOptions } from "../../main/doors/http-client.ts";
import { HttpClient } from "../../main/doors/http-client.ts";
import { systemRandom } from "../../main/doors/random.ts";
import type { Access } from "../../main/openid4vci/access.ts";
import {
  askInBrowser,
  notifyIssuer,
  redeemCode,
  requestCredential,
  requestDeferred,
} from "../../main/openid4vci/obtain.ts";
import { openOffer } from "../../main/openid4vci/offer.ts";
import { fromUtf8, utf8 } from "../../src/bytes/bytes.ts";
import { codeOf } from "../../src/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { seedP256 } from "../support/test-keys.ts";

const ISSUER = "https://credential-issuer.example.com";
const MDL = "org.iso.18013.5.1.mDL";
const folder = join(import.meta.dirname, "../vectors/openid4vci");
const run = new Set<string>();

/** A message of the specification, lines that were broken to fit the page put together. */
function block(file: string): string {
  run.add(file);
  return readFileSync(join(folder, "blocks-1.0", file), "utf8");
}

function jsonIn(text: string): JsonObject {
  // Values that are broken over several lines to fit the page.
  const joined = text.replaceAll(/\n +(?=[\w-]+(?:"|\n))/g, "");
  const value = parseJson(joined.slice(joined.search(/^\{/m)));
  assert.ok(isJsonObject(value));
  return value;
}

/** Members of a form, or of JSON, that a request of the specification has. */
function membersIn(text: string): readonly string[] {
  const body = text.slice(text.indexOf("\n\n") + 2);
  if (body.startsWith("{")) return Object.keys(jsonIn(text));
  return [...new URLSearchParams(body.replaceAll(/\n\s*/g, "")).keys()];
}

interface Sent {
  readonly url: string;
  readonly body: string;
}

/** Answers by path with messages of the specification; everything else is not there. */
class Told extends HttpClient {
  readonly sent: Sent[] = [];
  readonly #answers: { readonly [url: string]: string };

  constructor(answers: { readonly [url: string]: string }) {
    super();
    this.#answers = answers;
  }

  #answer(url: string): HttpAnswer {
    const text = this.#answers[url];
    if (text === undefined) return { status: 404, body: utf8(""), contentType: "" };
    const [, status = "200"] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
    const at = text.search(/^\{/m);
    return {
      status: Number(status),
      body: utf8(at < 0 ? "" : text.slice(at)),
      contentType: at < 0 ? "" : "application/json",
    };
  }

  override async httpGet(url: string): Promise<HttpAnswer> {
    return await Promise.resolve(this.#answer(url));
  }

  override async httpPost(url: string, body: Uint8Array, _: HttpPostOptions): Promise<HttpAnswer> {
    this.sent.push({ url, body: fromUtf8(body) });
    return await Promise.resolve(this.#answer(url));
  }
}

const METADATA = {
  credential_issuer: ISSUER,
  credential_endpoint: `${ISSUER}/credential`,
  nonce_endpoint: `${ISSUER}/nonce`,
  deferred_credential_endpoint: `${ISSUER}/deferred_credential`,
  notification_endpoint: `${ISSUER}/notification`,
  credential_configurations_supported: {
    [MDL]: { format: "mso_mdoc", doctype: MDL },
    UniversityDegreeCredential: { format: "dc+sd-jwt", vct: "degree", scope: "UniversityDegreeCredential" },
    UniversityDegree_JWT: { format: "jwt_vc_json", credential_definition: { type: ["UniversityDegree"] } },
    UniversityDegree_LDP_VC: { format: "ldp_vc", credential_definition: { type: ["UniversityDegree"] } },
  },
};
const SERVER = {
  issuer: ISSUER,
  token_endpoint: `${ISSUER}/token`,
  authorization_endpoint: `${ISSUER}/authorize`,
  pushed_authorization_request_endpoint: `${ISSUER}/par`,
  code_challenge_methods_supported: ["S256"],
};

function toolsWith(answers: { readonly [url: string]: string }) {
  const http = new Told({
    [`${ISSUER}/.well-known/openid-credential-issuer`]: JSON.stringify(METADATA),
    [`${ISSUER}/.well-known/oauth-authorization-server`]: JSON.stringify(SERVER),
    [`${ISSUER}/nonce`]: block("L0813.txt"),
    ...answers,
  });
  const key = seedP256("wallet key").signer;
  return { http, addresses: "public", random: systemRandom, dpop: key, now: 1_780_000_000 } as const;
}

const example = (file: string): string => {
  const text = readFileSync(join(folder, "1.0/examples", file), "utf8");
  return text.slice(text.search(/^\{/m));
};
const linkIn = (text: string): string =>
  text.replaceAll(/\n\s*/g, "").replace("GET /", "https://wallet.example/");

async function refusal(work: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return codeOf(error) ?? String(error);
  }
}

suite("OpenID4VCI 1.0: offers of the specification", () => {
  test("by value, in a link of a web site and of a wallet", async () => {
    const web = await openOffer(linkIn(block("L0411.txt")), toolsWith({}));
    assert.equal(web.issuer, ISSUER);
    // One of the two is in a format that we do not hold.
    assert.deepEqual(
      web.configurations.map(({ id }) => id),
      [MDL],
    );
    assert.deepEqual(web.txCode, { isNumeric: true });
    const app = await openOffer(linkIn(block("L0422.txt")), toolsWith({}));
    assert.deepEqual(app.txCode, {
      isNumeric: false,
      hint: "Please enter the serial number of your physical drivers license",
    });
  });

  test("by reference", async () => {
    const at = "https://server.example.com/credential-offer/GkurKxf5T0Y-mnPFCHqWOMiZi4VS138cQO_V7PZHAdM";
    const tools = toolsWith({ [at]: example("credential_offer_by_reference.json") });
    assert.equal(await refusal(() => openOffer(linkIn(block("L0451.txt")), tools)), "vci.unsupported");
    const known = toolsWith({ [at]: example("credential_offer_multiple_credentials.json") });
    const { configurations, txCode } = await openOffer(linkIn(block("L0451.txt")), known);
    assert.deepEqual(configurations.map(({ id }) => id).sort(), ["UniversityDegreeCredential", MDL].sort());
    assert.equal(txCode?.length, 4);
  });

  test("for a code that the person has, and for one that they get by signing in", async () => {
    const coded = await openOffer(example("credential_offer_pre-authz_code.json"), toolsWith({}));
    assert.equal(coded.grant, "code");
    const signing = await openOffer(example("credential_offer_authz_code.txt"), toolsWith({}));
    assert.equal(signing.grant, "browser");
    const tools = toolsWith({ [`${ISSUER}/par`]: block("L0599.txt") });
    const asked = await askInBrowser(signing, "http://127.0.0.1:1/callback", tools);
    const { request_uri: uri } = jsonIn(block("L0599.txt"));
    assert.equal(new URL(asked.url).searchParams.get("request_uri"), uri);
    const shown = new Set(new URLSearchParams(tools.http.sent[0]?.body).keys());
    // What is asked for is said by scope here, and a wallet that proves what it is says that in headers.
    const wanted = membersIn(block("L0582.txt")).filter((name) => name !== "authorization_details");
    for (const name of [...wanted, "scope"]) assert.ok(shown.has(name), name);
  });

  test("of the long metadata, which wants everything encrypted, and somebody who attests keys", async () => {
    const metadata = jsonIn(example("credential_issuer_metadata_sd_jwt_long.json"));
    const configurations = metadata["credential_configurations_supported"] as JsonObject;
    const server = "https://server.example.com";
    const withMetadata = (told: JsonObject) =>
      toolsWith({
        [`${ISSUER}/.well-known/openid-credential-issuer`]: JSON.stringify(told),
        [`${server}/.well-known/oauth-authorization-server`]: JSON.stringify({
          issuer: server,
          token_endpoint: `${server}/token`,
        }),
      });
    const grants = { "urn:ietf:params:oauth:grant-type:pre-authorized_code": { "pre-authorized_code": "c" } };
    const offer = JSON.stringify({
      credential_issuer: ISSUER,
      credential_configuration_ids: Object.keys(configurations),
      grants,
    });
    // Nobody attests a wallet's keys that is anybody's; that is said before a code is given away for nothing.
    assert.equal(await refusal(() => openOffer(offer, withMetadata(metadata))), "vci.unsupported");

    const plain = Object.entries(configurations).map(([id, described]) => {
      const { proof_types_supported: _, ...rest } = described as JsonObject;
      return [id, rest];
    });
    const tools = withMetadata({
      ...metadata,
      credential_configurations_supported: Object.fromEntries(plain),
    });
    const opened = await openOffer(offer, tools);
    const [configuration] = opened.configurations;
    assert.equal(configuration?.format, "dc+sd-jwt");
    assert.equal(configuration.names["en-US"], "IdentityCredential");
    const access: Access = { token: "t", isBound: false, identifiers: {} };
    const wish = { configuration, signers: [tools.dpop] };
    await refusal(() => requestCredential(wish, opened.metadata, access, tools));
    const sent = tools.http.sent.find(({ url }) => url.endsWith("/credential"));
    const header = jsonIn(Buffer.from(sent?.body.split(".")[0] ?? "", "base64url").toString());
    assert.deepEqual([header["alg"], header["enc"], header["kid"]], ["ECDH-ES", "A128GCM", "ac"]);
  });
});

suite("OpenID4VCI 1.0: answers of the specification, and requests as it shows them", () => {
  const opened = async (answers: { readonly [url: string]: string }) => {
    const tools = toolsWith(answers);
    const offer = await openOffer(example("credential_offer_multiple_credentials.json"), tools);
    const configuration = offer.configurations.find(({ id }) => id === "UniversityDegreeCredential");
    assert.ok(configuration);
    return { tools, offer, wish: { configuration, signers: [tools.dpop] } };
  };
  const ACCESS: Access = { token: "t", isBound: false, identifiers: {} };

  test("a token, and why there is none", async () => {
    const { tools, offer } = await opened({ [`${ISSUER}/token`]: block("L0728.txt") });
    const access = await redeemCode(offer, "4935", tools);
    assert.equal(access.isBound, false);
    assert.deepEqual(access.identifiers, {
      UniversityDegreeCredential: ["CivilEngineeringDegree-2023", "ElectricalEngineeringDegree-2023"],
    });
    const shown = new Set(new URLSearchParams(tools.http.sent[0]?.body).keys());
    // All that the offer is for is asked for.
    const wanted = membersIn(block("L0693.txt")).filter((name) => name !== "authorization_details");
    for (const name of wanted) assert.ok(shown.has(name), name);
    const none = await opened({ [`${ISSUER}/token`]: block("L0772.txt") });
    assert.equal(await refusal(() => redeemCode(none.offer, "4935", none.tools)), "vci.refused");
  });

  test("one credential, several, one for later, none", async () => {
    const ask = async (file: string, access = ACCESS) => {
      const { tools, offer, wish } = await opened({ [`${ISSUER}/credential`]: block(file) });
      const got = await requestCredential(wish, offer.metadata, access, tools);
      return { got, sent: tools.http.sent.at(-1)?.body ?? "" };
    };
    const one = await ask("L0985.txt");
    assert.ok(one.got.state === "arrived" && one.got.credentials.length === 1);
    assert.deepEqual(Object.keys(jsonIn(one.sent)), membersIn(block("L0879.txt")));
    const { nonce } = jsonIn(
      Buffer.from(/"jwt":\["[^.]+\.([^.]+)\./.exec(one.sent)?.[1] ?? "", "base64url").toString(),
    );
    assert.equal(nonce, jsonIn(block("L0813.txt"))["c_nonce"]);
    const identifiers = { UniversityDegreeCredential: ["CivilEngineeringDegree-2023"] };
    const several = await ask("L1001.txt", { ...ACCESS, identifiers });
    assert.ok(several.got.state === "arrived" && several.got.credentials.length === 2);
    assert.equal(several.got.notification, "3fwe98js");
    assert.deepEqual(Object.keys(jsonIn(several.sent)), membersIn(block("L0898.txt")));
    const later = await ask("L1020.txt");
    assert.deepEqual(later.got, { state: "waiting", transaction: "8xLOxBtZp8", interval: 3600 });
    assert.equal(await refusal(() => ask("L1061.txt")), "vci.unsupported");
    const mdoc = await opened({ [`${ISSUER}/credential`]: example("credential_response_mso_mdoc.txt") });
    const got = await requestCredential(mdoc.wish, mdoc.offer.metadata, ACCESS, mdoc.tools);
    assert.equal(got.state, "arrived");
  });

  test("what was put off: there, not yet, unknown", async () => {
    const ask = async (file: string) => {
      const { tools, offer } = await opened({ [`${ISSUER}/deferred_credential`]: block(file) });
      const got = await requestDeferred("8xLOxBtZp8", offer.metadata, ACCESS, tools);
      assert.deepEqual(jsonIn(tools.http.sent.at(-1)?.body ?? ""), jsonIn(block("L1101.txt")));
      return got;
    };
    const there = await ask("L1132.txt");
    assert.ok(there.state === "arrived" && there.credentials.length === 2);
    assert.deepEqual(await ask("L1151.txt"), {
      state: "waiting",
      transaction: "8xLOxBtZp8",
      interval: 86_400,
    });
    assert.equal(await refusal(() => ask("L1171.txt")), "vci.refused");
  });

  test("a notification, heard and not", async () => {
    const tell = async (file: string, event: "credential_accepted" | "credential_failure") => {
      const { tools, offer } = await opened({ [`${ISSUER}/notification`]: block(file) });
      const isHeard = await notifyIssuer(event, "3fwe98js", offer.metadata, ACCESS, tools);
      return { isHeard, said: jsonIn(tools.http.sent.at(-1)?.body ?? "") };
    };
    const heard = await tell("L1254.txt", "credential_accepted");
    assert.deepEqual(heard, { isHeard: true, said: jsonIn(block("L1221.txt")) });
    const { event_description: _, ...failure } = jsonIn(block("L1235.txt"));
    assert.deepEqual(await tell("L1272.txt", "credential_failure"), { isHeard: false, said: failure });
  });

  test("every block is run here, or named with the reason", () => {
    const unread: { readonly [name: string]: string } = {
      "L0440.txt": "a request without a body: how an offer is fetched",
      "L0508.txt": "a question that is not pushed, with details where ours has scopes",
      "L0550.txt": "a question that is not pushed",
      "L0612.txt": "a request without a body: the question in the browser",
      "L0624.txt": "an answer in the browser without a state, which ours insists on",
      "L0636.txt": "a refusal in the browser without a state",
      "L0672.txt":
        "a token request of a client that proves itself by a key, which a wallet of anybody's has not",
      "L0795.txt": "a request without a body: for a nonce",
      "L0921.txt": "a proof by Data Integrity",
      "L1336.txt": "a request without a body: for metadata",
      "L2463.json": "claims without an issuer, for claims path pointers: those of SD-JWT VC are run",
      "L2529.txt": "an attestation of keys, which needs somebody who attests",
      "L2585.txt": "an attestation of a wallet, which needs somebody who attests",
      "L2664.txt": "a proof whose line breaks stand inside a value",
      "L2681.txt": "a proof read apart, without a signature",
      "L2700.txt": "a proof with an attestation of keys, a placeholder in it",
      "L2733.txt": "a proof by Data Integrity",
      "L2775.json": "a proof by an attestation, a placeholder in it",
      "index.json": "the list of the blocks",
    };
    const files = readdirSync(join(folder, "blocks-1.0"));
    assert.deepEqual(files.sort(), [...run, ...Object.keys(unread)].sort());
  });
});
