import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { HttpClient } from "../../main/doors/http-client.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { openOffer } from "../../main/openid4vci/offer.ts";
import { utf8 } from "../../src/bytes/bytes.ts";
import { codeOf } from "../../src/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { StubIssuer } from "../support/stub-issuer.ts";

const folder = join(import.meta.dirname, "../vectors/openid4vci/1.0/examples");
const files = readdirSync(folder);

/** Values broken over several lines to fit the page, so that they are no JSON as they stand. */
const NO_JSON = [
  "credential_response_jwt_vc_json.txt",
  "credential_response_ldp_vc.txt",
  "credential_response_sd_jwt_vc.txt",
  "issuer_jwks.json",
];

/** The JSON of a file, or of the HTTP message that it is; undefined for a JWT. */
function jsonIn(file: string): JsonObject | undefined {
  const text = readFileSync(join(folder, file), "utf8");
  const at = text.search(/^[[{]/m);
  if (at < 0) return undefined;
  if (NO_JSON.includes(file)) return undefined;
  const value = parseJson(text.slice(at));
  return isJsonObject(value) ? value : { list: value };
}

suite("OpenID4VCI 1.0: the examples of the specification", () => {
  test("every message in JSON is read strictly; what is none is a JWT", () => {
    const others = files.filter((file) => jsonIn(file) === undefined);
    const jwts = ["credential_issuer_metadata_sd_jwt_jwt.txt", "wallet_attestation.jwt.txt"];
    assert.deepEqual(others.sort(), [...jwts, ...NO_JSON].sort());
    assert.equal(files.length, 24);
  });

  for (const file of ["credential_metadata_sd_jwt_vc.json", "credential_metadata_mso_mdoc.json"]) {
    test(`${file}: an issuer with it is understood`, async (t) => {
      const issuer = await StubIssuer.start(t);
      const metadata = jsonIn(file);
      const supported = metadata?.["credential_configurations_supported"];
      assert.ok(isJsonObject(supported));
      const [[id, described] = ["", {}]] = Object.entries(supported) as [string, JsonObject][];
      const { proof_types_supported: proofs, ...unproven } = described;
      let told: JsonObject = { ...metadata };
      const answer = (value: object) => ({
        status: 200,
        contentType: "application/json",
        body: utf8(JSON.stringify(value)),
      });
      issuer.intercept = (path, url) => {
        if (path.startsWith("/offer/")) {
          const grants = {
            "urn:ietf:params:oauth:grant-type:pre-authorized_code": { "pre-authorized_code": "c" },
          };
          return answer({ credential_issuer: url, credential_configuration_ids: [id], grants });
        }
        if (path !== "/.well-known/openid-credential-issuer") return undefined;
        return answer({ ...told, credential_issuer: url, credential_endpoint: `${url}/credential` });
      };
      const tools = { http: new HttpClient(), addresses: "loopback", random: systemRandom } as const;
      // Where it wants keys attested, that is said before a code is given away for nothing.
      if (JSON.stringify(proofs ?? {}).includes("key_attestations_required")) {
        const refused = (error: unknown) => codeOf(error) === "vci.unsupported";
        await assert.rejects(openOffer(issuer.offer("a"), tools), refused);
        told = { ...metadata, credential_configurations_supported: { ...supported, [id]: unproven } };
      }
      const opened = await openOffer(issuer.offer("a"), tools);
      const [kind] = opened.configurations;
      assert.equal(kind?.id, id);
      assert.equal(kind.format, file.includes("mdoc") ? "mso_mdoc" : "dc+sd-jwt");
      assert.ok(kind.claims.length > 0 && Object.keys(kind.names).length > 0);
    });
  }
});
