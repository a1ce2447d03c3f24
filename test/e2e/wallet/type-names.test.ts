import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { systemClock } from "../../../main/doors/clock.ts";
import type { ServerRequest } from "../../../main/doors/http-server.ts";
import { toBase64 } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import type { ReceivingView } from "../../../src/contract/receive-views.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { sha256 } from "../../../src/crypto/sha256.ts";
import { hierarchy, LEAF, toX5c } from "../../support/certificates.ts";
import { PORTS } from "../../support/sd-jwt.ts";
import { StubIssuer } from "../../support/stub-issuer.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { WalletWorld } from "../../support/wallet-world.ts";

const { middle, leaf } = hierarchy(systemClock());
const TYPE = "/types/degree";

const answer = (value: object) => ({
  status: 200,
  contentType: "application/json",
  body: utf8(JSON.stringify(value)),
});

const label = (name: string, place: "name" | "label" = "label") => [{ locale: "en", [place]: name }];

/** An issuer that describes nothing itself; its type, and the types that that extends, lie at its address. */
class Describing {
  readonly issuer: StubIssuer;
  readonly citizen: TestWallet;
  /** By path. */
  types: Record<string, object> = {};
  integrity: string | undefined;
  /** Of its configuration. */
  described: object = {};
  disclosable: readonly (readonly string[])[] = [["degree"]];
  #offers = 0;

  constructor(citizen: TestWallet, issuer: StubIssuer) {
    this.citizen = citizen;
    this.issuer = issuer;
    issuer.intercept = (path, _, request) => {
      if (path === "/credential") return this.#issue(request);
      if (path === "/.well-known/openid-credential-issuer") return answer(this.#metadata());
      const type = this.types[path];
      return type === undefined ? undefined : answer(type);
    };
  }

  static async start(t: { after(work: () => void | Promise<void>): void }): Promise<Describing> {
    const world = await WalletWorld.open(t);
    const citizen = await world.citizen();
    const issuer = await StubIssuer.start(t);
    return new Describing(citizen, issuer);
  }

  get vct(): string {
    return `${this.issuer.url}${TYPE}`;
  }

  #metadata(): object {
    const degree = { format: "dc+sd-jwt", vct: this.vct, ...this.described };
    return {
      credential_issuer: this.issuer.url,
      credential_endpoint: `${this.issuer.url}/credential`,
      credential_configurations_supported: { degree },
    };
  }

  async #issue(request: ServerRequest) {
    const { proofs } = JSON.parse(Buffer.from(await request.body(65_536)).toString()) as {
      readonly proofs: { readonly jwt: readonly string[] };
    };
    const header = Buffer.from(proofs.jwt[0]?.split(".")[0] ?? "", "base64url").toString();
    const { jwk } = JSON.parse(header) as { readonly jwk: object };
    const now = systemClock();
    const claims = {
      vct: this.vct,
      ...(this.integrity === undefined ? {} : { "vct#integrity": this.integrity }),
      iat: now - 10,
      exp: now + 86_400,
      cnf: { jwk: { ...jwk } },
      degree: "Physics",
      place: { town: "Bern" },
    };
    const draft = { claims, disclosable: this.disclosable, kid: "k", x5c: toX5c([leaf, middle]) };
    return answer({ credentials: [{ credential: issueSdJwt(draft, LEAF, PORTS) }] });
  }

  async open(): Promise<string> {
    const offer = this.issuer.offer(`offer-${this.#offers++}`);
    return (await this.citizen.ask("receive.open", { offer })).id;
  }

  async fetch(): Promise<ReceivingView> {
    return await this.citizen.ask("receive.fetch", { id: await this.open() });
  }

  get asked(): number {
    return this.issuer.requests.filter((one) => one.includes("/types/")).length;
  }
}

/** What the person reads: of the kind, and of each claim by its place. */
function namesOf({ arrived }: ReceivingView): object {
  const [first] = arrived;
  assert.ok(first);
  const claims = first.claims.map(({ path, names }) => [path.join("."), names["en"]]);
  return { kind: first.names["en"], ...Object.fromEntries(claims) };
}

const METADATA = {
  display: label("Degree", "name"),
  claims: [
    { path: ["degree"], display: label("Field of study"), mandatory: true, sd: "always" },
    { path: ["place", "town"], display: label("Town") },
    { path: ["list", null], display: label("Each of a list") },
  ],
};
const NAMED = { kind: "Degree", degree: "Field of study", "place.town": "Town" };
const UNNAMED = { kind: undefined, degree: undefined, "place.town": undefined };

suite("what an issuer gave no name is called as its type says", () => {
  test("by the type's address, with what it inherits, and so it stays when it is kept", async (t) => {
    const world = await Describing.start(t);
    const base = `${world.issuer.url}/types/base`;
    const { claims, display } = METADATA;
    world.types = {
      [TYPE]: { vct: world.vct, extends: base, display, claims: claims.slice(0, 1) },
      "/types/base": { vct: base, display: label("Document", "name"), claims: claims.slice(1) },
    };
    const view = await world.fetch();
    assert.deepEqual(namesOf(view), NAMED);
    await world.citizen.ask("receive.keep", { id: view.id });
    const [held] = await world.citizen.ask("holder.list", {});
    assert.deepEqual(held?.type.name, { en: "Degree" });
    assert.deepEqual(held?.claims.map(({ label: names }) => names["en"]).sort(), ["Field of study", "Town"]);
  });

  test("the issuer's own names come first, and nobody is asked where nothing lacks one", async (t) => {
    const world = await Describing.start(t);
    world.types = { [TYPE]: { vct: world.vct, ...METADATA } };
    const own = { path: ["degree"], display: label("Subject", "name") };
    world.described = { credential_metadata: { display: label("Diploma", "name"), claims: [own] } };
    assert.deepEqual(namesOf(await world.fetch()), { ...NAMED, kind: "Diploma", degree: "Subject" });
    assert.equal(world.asked, 1);
    const town = { path: ["place", "town"], display: label("City", "name") };
    world.described = { credential_metadata: { display: label("Diploma", "name"), claims: [own, town] } };
    await world.fetch();
    assert.equal(world.asked, 1);
  });

  test("what cannot be had, is another, or has no end gives no names, and nothing else is lost by it", async (t) => {
    const world = await Describing.start(t);
    const url = (path: string): string => `${world.issuer.url}${path}`;
    const whole = { vct: world.vct, ...METADATA };
    const chain = Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [
        `/types/${at}`,
        { vct: url(`/types/${at}`), extends: url(`/types/${at + 1}`) },
      ]),
    );
    const cases: readonly (readonly [Record<string, object>, string?])[] = [
      [{}],
      [{ [TYPE]: { ...whole, vct: url("/types/other") } }],
      [{ [TYPE]: { ...whole, display: "Degree" } }],
      [{ [TYPE]: whole }, `sha256-${toBase64(new Uint8Array(32))}`],
      [{ [TYPE]: { ...whole, extends: world.vct } }],
      [{ [TYPE]: { ...whole, extends: "urn:elsewhere" } }],
      [{ ...chain, [TYPE]: { ...whole, extends: url("/types/0") } }],
    ];
    for (const [types, integrity] of cases) {
      Object.assign(world, { types, integrity });
      assert.deepEqual(namesOf(await world.fetch()), UNNAMED, JSON.stringify(types));
    }
    assert.ok(world.asked < 20, String(world.asked));
    world.types = { [TYPE]: whole };
    world.integrity = `sha256-${toBase64(sha256(utf8(JSON.stringify(whole))))}`;
    assert.deepEqual(namesOf(await world.fetch()), NAMED);
  });

  test("what lacks a claim that its type must have, or cannot withhold one that it must, is not taken", async (t) => {
    const world = await Describing.start(t);
    const must = { path: ["honours"], mandatory: true };
    world.types = { [TYPE]: { vct: world.vct, ...METADATA, claims: [...METADATA.claims, must] } };
    assert.equal(await world.citizen.refused("receive.fetch", { id: await world.open() }), "vci.swapped");
    world.types = { [TYPE]: { vct: world.vct, ...METADATA } };
    world.disclosable = [["place", "town"]];
    assert.equal(await world.citizen.refused("receive.fetch", { id: await world.open() }), "vci.swapped");
    assert.deepEqual(await world.citizen.ask("receive.list", {}), []);
  });
});
