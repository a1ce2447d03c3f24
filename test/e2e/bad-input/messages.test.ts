import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { ArgsOf, ProfileCallName } from "../../../src/contract/contract.ts";
import { ADVERSARY, deliverTo, lookInto, readJws, respondTo } from "../../support/adversary.ts";
import { DEEP, deepened, doubled, HUGE, memory, rawJws, uncanonical } from "../../support/bad-input.ts";
import { folderState } from "../../support/folder-state.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH, BIRTH_VCT, TITLE, TITLE_VCT, WalletWorld, whole } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry", "bank"]);
const citizen = await world.citizen();
const civil = world.office("civil-registry");
const land = world.office("land-registry");
const bank = world.office("bank");

const held = await world.giveBirth(citizen, world.birth("C 1/1991"));
await bank.ask("registry.sync", {});
const newKeyRequest = async (office = "civil-registry", vct = BIRTH_VCT): Promise<string> =>
  (await citizen.ask("holder.request_key", { office, vct })).request;
const keyRequest = await newKeyRequest();
const deliveryRequest = await newKeyRequest();
const claims = world.birth("C 2/1991");
const issued = await civil.ask("office.issue", {
  type: "birth-certificate",
  request: deliveryRequest,
  claims,
});
const { delivery } = whole(issued);
const content = await lookInto(citizen, deliveryRequest, delivery);
const title = whole(
  await land.ask("office.issue", {
    type: "property-title",
    request: await newKeyRequest("land-registry", TITLE_VCT),
    claims: TITLE,
  }),
);
await citizen.ask("holder.keep", { delivery: title.delivery });
const { proposal, consentRequest } = await land.ask("office.propose_replacement", {
  old: title.row.commitment,
  request: await newKeyRequest("land-registry", TITLE_VCT),
  claims: TITLE,
  reason: "correction",
});
const { consent } = await citizen.ask("holder.consent", { request: consentRequest });
const { request } = await bank.ask("counter.ask", {
  purpose: "identity-check",
  credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
  validFor: 600,
});
const answers = [{ query: "document0", credential: held.id, approved: [["family_name"]] }];
const { response } = await citizen.ask("present.answer", { request, answers, despiteWarnings: false });

/** Everything that is not what it should be about a compact JWS that anyone can sign. */
function brokenJws(jws: string, jwk?: object): readonly string[] {
  const { header, payload } = readJws(jws);
  const head = JSON.stringify({ ...header, ...(jwk === undefined ? {} : { jwk }) });
  const body = JSON.stringify(payload);
  const signature = jws.split(".")[2] ?? "";
  return [
    rawJws(head, deepened(body)),
    rawJws(deepened(head), body),
    rawJws(head, doubled(body)),
    rawJws(doubled(head), body),
    rawJws(head, `${body}{}`),
    rawJws(head, body.slice(0, -1)),
    rawJws(head, `[${body}]`),
    rawJws(head, "\uFEFF{}"),
    jws.replace(/[^.]*$/, uncanonical(signature) ?? "x"),
    jws.replace(/[^.]*$/, ""),
    rawJws(head.replace("ES256", "none"), body),
  ];
}

/** Cut short, too long, or nothing of the kind. */
function brokenText(text: string): readonly string[] {
  return [
    text.slice(0, Math.floor(text.length / 2)),
    text.slice(0, -1),
    text.padEnd(1 << 20, "A"),
    "[".repeat(DEEP),
    '{"a":'.repeat(DEEP),
    "",
  ];
}

const texts = {
  delivery: JSON.stringify({ credentials: [content] }),
  response: JSON.stringify({
    vp_token: { document0: [content.credential] },
    state: readJws(request).payload["state"],
  }),
};

async function brokenDeliveries(): Promise<readonly string[]> {
  const inside = [
    deepened(texts.delivery),
    doubled(texts.delivery),
    `${texts.delivery} x`,
    texts.delivery.slice(0, -2),
  ];
  return await Promise.all(inside.map((text) => deliverTo(deliveryRequest, text)));
}

async function brokenResponses(): Promise<readonly string[]> {
  const inside = [
    deepened(texts.response),
    doubled(texts.response),
    `${texts.response} x`,
    texts.response.slice(0, -2),
  ];
  return await Promise.all(inside.map((text) => respondTo(request, text)));
}

/** A credential with a disclosure of each kind that a reader must not follow. */
function brokenCredentials(): readonly string[] {
  const encode = (text: string): string => Buffer.from(text).toString("base64url");
  const [jwt = ""] = content.credential.split("~");
  const with_ = (disclosure: string): string => `${content.credential}${disclosure}~`;
  return [
    with_(encode(`["AAAAAAAAAAAAAAAAAAAAAA","x",${"[".repeat(DEEP)}${"]".repeat(DEEP)}]`)),
    with_(encode('["AAAAAAAAAAAAAAAAAAAAAA","x",{"a":1,"a":2}]')),
    with_(encode('["AAAAAAAAAAAAAAAAAAAAAA","x"')),
    with_("x".repeat(500_000)),
    `${jwt}${"~WyJhIiwiYiJd".repeat(20_000)}~`,
    content.credential.slice(0, -1),
    ...brokenJws(jwt).map((broken) => `${broken}~`),
  ];
}

interface Channel<Name extends ProfileCallName> {
  readonly wallet: TestWallet;
  readonly call: Name;
  readonly args: (text: string) => ArgsOf<Name>;
  readonly sound: string;
  readonly broken: readonly string[];
  /** Refusals are written down. */
  readonly writes?: boolean;
  readonly isRefusal?: (value: unknown) => boolean;
}

const channel = <Name extends ProfileCallName>(made: Channel<Name>): Channel<ProfileCallName> =>
  made as unknown as Channel<ProfileCallName>;

const jwk = { ...ADVERSARY.publicKey };
const CHANNELS: Readonly<Record<string, Channel<ProfileCallName>>> = {
  delivery: channel({
    wallet: citizen,
    call: "holder.preview",
    args: (text) => ({ delivery: text }),
    sound: delivery,
    broken: [...brokenText(delivery), ...(await brokenDeliveries())],
  }),
  request: channel({
    wallet: citizen,
    call: "present.preview",
    args: (text) => ({ request: text }),
    sound: request,
    broken: [...brokenText(request), ...brokenJws(request)],
  }),
  "consent request": channel({
    wallet: citizen,
    call: "holder.preview_consent",
    args: (text) => ({ request: text }),
    sound: consentRequest,
    broken: [...brokenText(consentRequest), ...brokenJws(consentRequest)],
  }),
  response: channel({
    wallet: bank,
    call: "counter.check",
    args: (text) => ({ response: text }),
    sound: response,
    broken: [...brokenText(response), ...(await brokenResponses())],
    writes: true,
  }),
  credential: channel({
    wallet: bank,
    call: "counter.inspect",
    args: (text) => ({ file: text }),
    sound: content.credential,
    broken: [...brokenText(content.credential), ...brokenCredentials()],
    writes: true,
    isRefusal: (value) => (value as { verdict: { outcome: string } }).verdict.outcome === "not valid",
  }),
  "key request": channel({
    wallet: civil,
    call: "office.issue",
    args: (text) => ({ type: "birth-certificate", request: text, claims: world.birth("C 3/1991") }),
    sound: keyRequest,
    broken: [...brokenText(keyRequest), ...brokenJws(keyRequest, jwk)],
    writes: true,
  }),
  consent: channel({
    wallet: land,
    call: "office.complete_replacement",
    args: (text) => ({ proposal, consents: [text] }),
    sound: consent,
    broken: [...brokenText(consent), deepened(consent), doubled(consent), consent.replace("{", "{ x")],
    writes: true,
  }),
};

for (const [what, { wallet, call, args, sound, broken, writes, isRefusal = () => false }] of Object.entries(
  CHANNELS,
)) {
  test(`a bad ${what} is refused by a code, changes nothing, and the program goes on`, async () => {
    const before = folderState(wallet.folder);
    const kept = JSON.stringify(
      await citizen.ask("holder.list", {}).then((list) => list.map(({ id }) => id)),
    );
    const others = Object.entries(CHANNELS).filter(([name]) => name !== what);
    for (const text of [...broken, ...others.map(([, other]) => other.sound)]) {
      const answer = await wallet.answer(call, args(text));
      const refused = answer.ok ? isRefusal(answer.value) : answer.code !== "call.arguments";
      assert.ok(refused, `${what} of ${text.length} characters: ${text.slice(0, 40)}`);
    }
    // Longer than any message: not even looked at.
    const huge = "A".repeat(HUGE);
    assert.equal(await wallet.refused(call, args(huge)), "call.arguments");
    if (writes !== true) assert.deepEqual(folderState(wallet.folder), before);
    assert.equal(JSON.stringify((await citizen.ask("holder.list", {})).map(({ id }) => id)), kept);
    const answer = await wallet.answer(call, args(sound));
    assert.ok(answer.ok, answer.ok ? "" : answer.code);
  });
}

test("claims of any size and depth are refused by a code", async () => {
  const before = (await civil.ask("office.register", { limit: 1000 })).length;
  let deep: unknown = "x";
  for (let i = 0; i < DEEP; i++) deep = { deep };
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`claim_${i}`, i]));
  const cases: readonly (readonly [claims: object, code: string])[] = [
    [{ ...BIRTH, deep }, "call.arguments"],
    [many, "office.claims"],
    [{ ...BIRTH, family_name: "x".repeat(HUGE) }, "office.claims"],
    [[BIRTH], "call.arguments"],
  ];
  const request_ = await newKeyRequest();
  for (const [given, code] of cases) {
    const args = { type: "birth-certificate", request: request_, claims: given as typeof BIRTH };
    assert.equal(await civil.refused("office.issue", args), code);
  }
  assert.equal((await civil.ask("office.register", { limit: 1000 })).length, before);
});

test("none of it has filled the memory", () => {
  assert.ok(memory() < 800e6, `${Math.round(memory() / 1e6)} MB`);
});
