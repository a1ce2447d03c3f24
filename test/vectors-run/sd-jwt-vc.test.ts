import assert from "node:assert/strict";
import { hash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { p256 } from "@noble/curves/nist.js";
import { es256Signer } from "../../main/crypto/keys.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { checkTypeMetadata } from "../../src/credential/check-type-metadata.ts";
import { checkIntegrity } from "../../src/credential/integrity.ts";
import { issueSdJwt } from "../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { type ClaimsPointer, resolvePointer } from "../../src/credential/sd-jwt/pointer.ts";
import { presentSdJwt, selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import { checkKeyBinding, verifyIssuerJwt, verifyKeyBinding } from "../../src/credential/sd-jwt/verify.ts";
import { mergeTypeMetadata, parseTypeMetadata } from "../../src/credential/type-metadata.ts";
import { parseP256Jwk } from "../../src/crypto/p256.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { PORTS, processed } from "../support/sd-jwt.ts";
import { codeThrownBy, throwsCode } from "../support/throws-code.ts";

const folder = join(import.meta.dirname, "../vectors/sd-jwt-vc");

interface Specification {
  readonly claims: JsonObject;
  readonly disclosable: readonly ClaimsPointer[];
  readonly disclosed: readonly ClaimsPointer[];
  readonly key_binding: boolean;
}

const { settings, ...specifications } = JSON.parse(
  readFileSync(join(folder, "specifications.json"), "utf8"),
) as {
  readonly settings: {
    readonly issuer_key: { readonly d: string };
    readonly holder_key: { readonly d: string };
    readonly nonce: string;
    readonly verifier: string;
  };
} & { readonly [name: string]: Specification };

const issuer = es256Signer(Buffer.from(settings.issuer_key.d, "base64url"));
const holder = es256Signer(Buffer.from(settings.holder_key.d, "base64url"));

function block(name: string): string {
  return readFileSync(join(folder, "blocks", name), "utf8");
}

/** The JSON in a block, with what stands before it in an HTTP message left out. */
function json(name: string): JsonObject {
  const text = block(name);
  return JSON.parse(text.slice(text.indexOf("{"))) as JsonObject;
}

suite("SD-JWT VC: the draft's specifications, issued, presented and read", () => {
  const cases = Object.entries(specifications as { readonly [name: string]: Specification });
  assert.equal(cases.length, 3);
  for (const [name, one] of cases) {
    test(name, () => {
      const claims = { ...one.claims, cnf: { jwk: { ...holder.publicKey } } };
      const stored = issueSdJwt(
        { claims, disclosable: one.disclosable, decoys: 3, kid: "doc-signer-05-25-2022" },
        issuer,
        PORTS,
      );
      assert.deepEqual(processed(stored).claims, claims);
      const selection = selectDisclosures(parseSdJwt(stored), one.disclosed, PORTS.sha256);
      const { nonce, verifier: audience } = settings;
      const text = presentSdJwt(
        selection,
        { nonce, audience, issuedAt: 1_683_000_000 },
        holder,
        PORTS.sha256,
      );
      const shown = parseSdJwt(text);
      verifyIssuerJwt(shown, () => issuer.publicKey, nodePrimitives);
      const binding = verifyKeyBinding(shown, holder.publicKey, nodePrimitives);
      checkKeyBinding(binding, { nonce, audience, from: 1_683_000_000, to: 1_683_000_000 });
      const read = processed(text).claims;
      for (const place of one.disclosed) resolvePointer(read, place);
      // Nothing that the holder did not choose, but what stands in the clear and on the way.
      const names = new Set([
        ...one.disclosed.map(([top]) => String(top)),
        ...Object.keys(claims).filter((key) => !one.disclosable.some(([top]) => top === key)),
      ]);
      assert.deepEqual(new Set(Object.keys(read)), names);
    });
  }
});

test("every block of the draft is run here, or named with the reason", () => {
  const unread: { readonly [name: string]: string } = {
    "L0534.txt": "an HTTP request without a body",
    "L0547.txt": "an HTTP request without a body",
    "L0613.json":
      "jwks_uri: keys come from the registry or a certificate, never from a URL that the issuer names",
    "index.json": "the list of the blocks",
  };
  const run = [
    "L0187.json",
    "L0223.json",
    "L0295.json",
    "L0583.txt",
    "L0659.txt",
    "L0675.json",
    "L1002.json",
    "L1152.json",
    "L1171.json",
    "L1191.json",
    "L1680.json",
    "L1712.json",
  ];
  assert.deepEqual(readdirSync(join(folder, "blocks")).sort(), [...run, ...Object.keys(unread)].sort());
});

test("the header, the payload and the other types of the examples pass through our issuer", () => {
  const payload = json("L0223.json");
  const stored = issueSdJwt(
    { claims: { ...payload, ...json("L0295.json") }, disclosable: [["given_name"], ["address"]], kid: "k" },
    issuer,
    PORTS,
  );
  const { header } = parseSdJwt(stored).jwt;
  for (const [name, value] of Object.entries(json("L0187.json"))) assert.equal(header[name], value);
  assert.deepEqual(processed(stored).claims, { ...payload, ...json("L0295.json") });
  const sealed = { claims: json("L0295.json"), disclosable: [["aka_vcts"]], kid: "k" };
  throwsCode(() => issueSdJwt(sealed, issuer, PORTS), "sdjwt.registered_claim");
});

test("the keys of the issuer's metadata are keys, and one of them is that of the examples", () => {
  const { jwks } = json("L0583.txt") as { readonly jwks: { readonly keys: readonly unknown[] } };
  const keys = jwks.keys.map(parseP256Jwk);
  assert.deepEqual(keys[0], issuer.publicKey);
  for (const { x, y } of keys) {
    const point = Buffer.concat([Buffer.of(4), Buffer.from(x, "base64url"), Buffer.from(y, "base64url")]);
    p256.Point.fromBytes(point);
  }
});

test("a child type inherits and overrides as the draft shows", () => {
  const base = parseTypeMetadata(utf8(block("L1152.json")), "https://example.com/base-type-metadata");
  const child = parseTypeMetadata(utf8(block("L1171.json")), "https://example.com/custom-type-metadata");
  const merged = mergeTypeMetadata([child, base]);
  const expected = json("L1191.json")["claims"] as readonly {
    readonly path: ClaimsPointer;
    readonly display: readonly { readonly locale: string; readonly label: string }[];
  }[];
  assert.deepEqual(
    merged.claims.map(({ path, label }) => ({ path, label })),
    expected.map(({ path, display }) => ({
      path,
      label: Object.fromEntries(display.map(({ locale, label }) => [locale, label])),
    })),
  );
  throwsCode(() => mergeTypeMetadata([child]), "type_metadata.extends");
  throwsCode(() => mergeTypeMetadata([child, { ...base, extends: child.vct }]), "type_metadata.extends");
  throwsCode(
    () => mergeTypeMetadata([child, { ...base, extends: child.vct }, { ...child }]),
    "type_metadata.extends",
  );
});

test("the type metadata of the examples reads, and only as its own type's", () => {
  const vct = "https://betelgeuse.example.com/education_credential/v42";
  for (const file of ["L0675.json", "L1712.json"]) {
    const read = parseTypeMetadata(utf8(block(file)), vct);
    assert.equal(read.extends, "https://galaxy.example.com/galactic-education-credential/v2");
    assert.match(read.extendsIntegrity ?? "", /^sha256-/);
    throwsCode(() => parseTypeMetadata(utf8(block(file)), `${vct}3`), "type_metadata.vct");
  }
  assert.equal(
    parseTypeMetadata(utf8(block("L1712.json")), vct).display["en-US"],
    "Betelgeuse Education Credential",
  );
});

test("the document of the example is the one that its credential names, and no byte less", () => {
  const document = utf8(block("L1712.json").trimEnd());
  const withEnd = utf8(block("L1712.json"));
  const integrity = String(json("L1680.json")["vct#integrity"]);
  assert.ok(block("L0659.txt").includes(integrity));
  const fitting = [document, withEnd].filter(
    (bytes) => codeThrownBy(() => checkIntegrity(bytes, integrity)) === undefined,
  );
  assert.equal(fitting.length, 1);
  const [whole] = fitting as [Uint8Array];
  throwsCode(() => checkIntegrity(whole.subarray(1), integrity), "type_metadata.integrity");
  // Of several the strongest counts, and a kind that nobody knows proves nothing.
  const strong = `sha512-${hash("sha512", whole, "base64")}`;
  checkIntegrity(whole, `${integrity} ${strong}`);
  checkIntegrity(whole, `sha256-AAAA ${strong}?option`);
  throwsCode(() => checkIntegrity(whole, `${integrity} sha512-AAAA`), "type_metadata.integrity");
  throwsCode(() => checkIntegrity(whole, `md5-AAAA`), "type_metadata.integrity");
  throwsCode(() => checkIntegrity(whole, `sha256-?`), "type_metadata.integrity");
  throwsCode(() => checkIntegrity(whole, undefined), "type_metadata.integrity");
});

test("the credential of the example keeps to its type's metadata, made as that says", () => {
  const claims = json("L1680.json");
  const vct = String(claims["vct"]);
  const metadata = parseTypeMetadata(utf8(block("L1712.json")), vct);
  const always = metadata.claims.filter(({ sd }) => sd === "always").map(({ path }) => path);
  const made = (disclosable: readonly ClaimsPointer[]) =>
    processed(issueSdJwt({ claims, disclosable, kid: "k" }, issuer, PORTS));
  checkTypeMetadata(metadata, made(always));
  throwsCode(() => checkTypeMetadata(metadata, made(always.slice(1))), "type_metadata.disclosable");
  throwsCode(
    () => checkTypeMetadata(metadata, made([...always, ["degrees", null, "field_of_study"]])),
    "type_metadata.disclosable",
  );
});

test("the paths of the example select what the draft says", () => {
  const claims = json("L1002.json");
  assert.deepEqual(resolvePointer(claims, ["name"]), [["name"]]);
  assert.deepEqual(resolvePointer(claims, ["address", "street_address"]), [["address", "street_address"]]);
  assert.deepEqual(resolvePointer(claims, ["degrees", null, "type"]), [
    ["degrees", 0, "type"],
    ["degrees", 1, "type"],
  ]);
  throwsCode(() => resolvePointer(claims, ["name", null]), "sdjwt.path");
});

test("what the metadata of a type asks for is held against a credential with all its disclosures", () => {
  const text = issueSdJwt(
    {
      claims: { vct: "v", a: 1, list: [1, 2], o: { p: 1 } },
      disclosable: [["a"], ["list", 1], ["o"]],
      kid: "k",
    },
    issuer,
    PORTS,
  );
  const metadata = (...claims: readonly object[]) =>
    parseTypeMetadata(utf8(JSON.stringify({ vct: "v", claims })), "v");
  const whole = processed(text);
  checkTypeMetadata(metadata({ path: ["a"], mandatory: true, sd: "always" }), whole);
  checkTypeMetadata(metadata({ path: ["missing"], sd: "always" }, { path: ["list"], sd: "never" }), whole);
  throwsCode(
    () => checkTypeMetadata(metadata({ path: ["missing"], mandatory: true }), whole),
    "type_metadata.missing_claim",
  );
  const refused = [
    { path: ["list", null], sd: "always" },
    { path: ["a"], sd: "never" },
    { path: ["o", "p"], sd: "always" },
  ];
  for (const claim of refused) {
    throwsCode(() => checkTypeMetadata(metadata(claim), whole), "type_metadata.disclosable");
  }
});
