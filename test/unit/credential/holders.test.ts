import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { type Holder, holderClaims, MAX_HOLDERS, readHolders } from "../../../src/credential/holders.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { ISSUER, PORTS, processed } from "../../support/sd-jwt.ts";
import { seedP256 } from "../../support/test-keys.ts";
import { throwsCode } from "../../support/throws-code.ts";

const keyOf = (name: string) => seedP256(name).signer.publicKey;
const ADA = { role: "holder", key: keyOf("ada") } as const;
const BEN = { role: "guardian", key: keyOf("ben") } as const;
const CAI = { role: "representative", key: keyOf("cai") } as const;

function readBack(holders: readonly Holder[]): readonly Holder[] {
  const { cnf, registry_holders: listed } = holderClaims(holders);
  return readHolders(cnf, listed);
}

suite("who holds a credential", () => {
  test("one's own is said by `cnf` alone, all else beside it, the first as any wallet reads it", () => {
    assert.deepEqual(holderClaims([ADA]), { cnf: { jwk: { ...ADA.key } } });
    assert.deepEqual(holderClaims([BEN]), {
      cnf: { jwk: { ...BEN.key } },
      registry_holders: [{ role: "guardian" }],
    });
    for (const holders of [[ADA], [BEN], [ADA, BEN], [CAI, ADA, BEN]]) {
      assert.deepEqual(readBack(holders), holders);
    }
  });

  test("nobody, too many and the same key twice are refused", () => {
    const many = Array.from({ length: MAX_HOLDERS + 1 }, (_, i) => ({ ...ADA, key: keyOf(`holder ${i}`) }));
    assert.equal(readBack(many.slice(1)).length, MAX_HOLDERS);
    for (const holders of [[], many, [ADA, { ...BEN, key: ADA.key }]]) {
      throwsCode(() => holderClaims(holders), "vc.holder");
    }
  });

  test("there is one way to say each", () => {
    const cnf = { jwk: { ...ADA.key } };
    const ben = { ...BEN.key };
    const wrong: readonly JsonValue[] = [
      null,
      {},
      [],
      ["holder"],
      [{ role: "holder" }],
      [{ role: "owner" }],
      [{}],
      [{ role: "guardian", jwk: cnf.jwk }],
      [{ role: "guardian", name: "x" }],
      [{ role: "holder" }, { role: "holder" }],
      [{ role: "holder" }, { role: "guardian", jwk: ben, more: 1 }],
      [{ role: "holder" }, { role: "guardian", jwk: cnf.jwk }],
      [{ role: "holder" }, { role: "guardian", jwk: { ...ben, d: "x" } }],
    ];
    for (const listed of wrong) throwsCode(() => readHolders(cnf, listed), "vc.holder");
    throwsCode(() => readHolders({ ...cnf, kid: "x" }, undefined), "vc.holder");
  });

  test("it cannot be withheld, whoever makes it so", () => {
    const claims = { vct: "x", iat: 1, ...holderClaims([BEN]) };
    const open = issueSdJwt({ claims, disclosable: [], kid: "k" }, ISSUER, PORTS);
    const shown = selectDisclosures(parseSdJwt(open), [], PORTS.sha256);
    assert.deepEqual(shown.claims["registry_holders"], [{ role: "guardian" }]);
    throwsCode(() => {
      processed(issueSdJwt({ claims, disclosable: [["registry_holders"]], kid: "k" }, ISSUER, PORTS));
    }, "sdjwt.registered_claim");
  });
});
