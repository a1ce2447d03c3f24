import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { digestOf, disclosure, forge, processed } from "../../../support/sd-jwt.ts";
import { throwsCode } from "../../../support/throws-code.ts";

const FAMILY = disclosure("s1", "family_name", "Möbius");
const DECOY = digestOf("nothing");

suite("RFC 9901 section 7.1: what is disclosed is put in, all else is dropped", () => {
  test("members of objects", () => {
    const { claims, disclosed } = processed(
      forge({ a: 1, _sd: [digestOf(FAMILY), DECOY], _sd_alg: "sha-256" }, [FAMILY]),
    );
    assert.deepEqual(claims, { a: 1, family_name: "Möbius" });
    assert.deepEqual(
      disclosed.map(({ path, disclosure: { encoded } }) => [path, encoded]),
      [[["family_name"], FAMILY]],
    );
  });

  test("elements of arrays: withheld ones close up", () => {
    const fr = disclosure("s", "FR");
    const list = ["DE", { "...": digestOf(fr) }, { "...": DECOY }, "US"];
    assert.deepEqual(processed(forge({ list }, [fr])).claims, { list: ["DE", "FR", "US"] });
    assert.deepEqual(processed(forge({ list })).claims, { list: ["DE", "US"] });
  });

  test("recursively, in any order of the disclosures, with the place of each", () => {
    const city = disclosure("s", "city", "Bonn");
    const street = disclosure("s", "street", { _sd: [digestOf(city)], number: 1 });
    const element = disclosure("s", { _sd: [digestOf(street)] });
    const list = disclosure("s", "list", [{ "...": DECOY }, { "...": digestOf(element) }]);
    const payload = { _sd: [digestOf(list)] };
    for (const order of [
      [city, street, element, list],
      [list, element, street, city],
    ]) {
      const { claims, disclosed } = processed(forge(payload, order));
      assert.deepEqual(claims, { list: [{ street: { number: 1, city: "Bonn" } }] });
      assert.deepEqual(
        disclosed.map(({ path }) => path),
        [["list"], ["list", 0], ["list", 0, "street"], ["list", 0, "street", "city"]],
      );
    }
    throwsCode(() => processed(forge(payload, [list, element, city])), "sdjwt.disclosure_unreferenced");
  });

  test("an object whose members are all withheld stays as an empty one", () => {
    assert.deepEqual(processed(forge({ address: { _sd: [DECOY] }, empty: { _sd: [] } })).claims, {
      address: {},
      empty: {},
    });
  });

  test("members may be named as objects of the language are", () => {
    const odd = disclosure("s", "constructor", { toString: 1 });
    const { claims } = processed(forge({ hasOwnProperty: 2, _sd: [digestOf(odd)] }, [odd]));
    assert.deepEqual(claims, { hasOwnProperty: 2, constructor: { toString: 1 } });
  });
});

suite("RFC 9901 section 7.1: what is refused", () => {
  test("a disclosure that nothing refers to", () => {
    throwsCode(() => processed(forge({ a: 1 }, [FAMILY])), "sdjwt.disclosure_unreferenced");
    throwsCode(() => processed(forge({ _sd: [DECOY] }, [FAMILY])), "sdjwt.disclosure_unreferenced");
  });

  test("a disclosure sent twice", () => {
    const text = forge({ _sd: [digestOf(FAMILY)] }, [FAMILY, FAMILY]);
    throwsCode(() => processed(text), "sdjwt.disclosure_duplicate");
  });

  test("a digest met twice, disclosed or not, at any depth", () => {
    const inner = disclosure("s", "inner", { _sd: [DECOY] });
    for (const [payload, ...sent] of [
      [{ _sd: [DECOY, DECOY] }],
      [{ _sd: [DECOY], a: { _sd: [DECOY] } }],
      [{ _sd: [DECOY], a: [{ "...": DECOY }] }],
      [{ a: [{ "...": DECOY }, { "...": DECOY }] }],
      [{ _sd: [digestOf(FAMILY)], a: { _sd: [digestOf(FAMILY)] } }, FAMILY],
      [{ _sd: [DECOY, digestOf(inner)] }, inner],
    ] as const) {
      throwsCode(() => processed(forge(payload, sent)), "sdjwt.digest_duplicate");
    }
  });

  test("a disclosure that refers to itself cannot be made; a circle through digests ends", () => {
    const a = disclosure("s", "a", { _sd: [DECOY] });
    const b = disclosure("s", "b", { _sd: [digestOf(a)] });
    throwsCode(() => processed(forge({}, [a, b])), "sdjwt.disclosure_unreferenced");
  });

  test("a member under an element's digest and an element under a member's", () => {
    const element = disclosure("s", "FR");
    throwsCode(() => processed(forge({ _sd: [digestOf(element)] }, [element])), "sdjwt.disclosure_misplaced");
    const text = forge({ list: [{ "...": digestOf(FAMILY) }] }, [FAMILY]);
    throwsCode(() => processed(text), "sdjwt.disclosure_misplaced");
  });

  test("a name that is there already, plain or disclosed", () => {
    const again = disclosure("s2", "family_name", "Other");
    for (const payload of [
      { family_name: "Plain", _sd: [digestOf(again)] },
      { family_name: null, _sd: [digestOf(again)] },
    ]) {
      throwsCode(() => processed(forge(payload, [again])), "sdjwt.name_clash");
    }
    const both = { _sd: [digestOf(FAMILY), digestOf(again)] };
    throwsCode(() => processed(forge(both, [FAMILY, again])), "sdjwt.name_clash");
  });

  test("claims that decide on validity, in a disclosure or with digests inside them", () => {
    for (const name of ["iss", "nbf", "exp", "cnf", "vct", "vct#integrity", "aka_vcts", "status"]) {
      const hidden = disclosure("s", name, "x");
      throwsCode(() => processed(forge({ _sd: [digestOf(hidden)] }, [hidden])), "sdjwt.registered_claim");
      for (const value of [{ _sd: [DECOY] }, [{ "...": DECOY }], { a: [{ b: { _sd: [] } }] }]) {
        throwsCode(() => processed(forge({ [name]: value })), "sdjwt.registered_claim");
      }
    }
    const inside = disclosure("s", "status", "married");
    const { claims } = processed(forge({ person: { _sd: [digestOf(inside)] } }, [inside]));
    assert.deepEqual(claims, { person: { status: "married" } });
    const issued = disclosure("s", "iat", 5);
    assert.deepEqual(processed(forge({ _sd: [digestOf(issued)] }, [issued])).claims, { iat: 5 });
  });

  test("names of the mechanism anywhere but in their place", () => {
    for (const payload of [
      { "...": DECOY },
      { a: { "...": DECOY } },
      { list: [{ "...": DECOY, b: 1 }] },
      { a: { _sd_alg: "sha-256" } },
      { list: [{ _sd_alg: "sha-256" }] },
    ]) {
      throwsCode(() => processed(forge(payload)), "sdjwt.reserved_name");
    }
    const nested = disclosure("s", "a", { _sd_alg: "sha-256" });
    throwsCode(() => processed(forge({ _sd: [digestOf(nested)] }, [nested])), "sdjwt.reserved_name");
  });

  test("digests that are none", () => {
    for (const _sd of ["x", 1, null, {}, { 0: DECOY }, [1], [null], ["x"], [[DECOY]], [`${DECOY}=`]]) {
      throwsCode(() => processed(forge({ _sd })), "sdjwt.digest");
    }
    for (const digest of [1, null, "", "x", [DECOY], { a: DECOY }]) {
      throwsCode(() => processed(forge({ list: [{ "...": digest }] })), "sdjwt.digest");
    }
  });

  test("any hash function but SHA-256", () => {
    for (const _sd_alg of ["sha-512", "SHA-256", "sha256", "none", "", null, 1, ["sha-256"]]) {
      throwsCode(() => processed(forge({ _sd_alg })), "sdjwt.hash_alg");
    }
  });

  test("more depth than one part may have, stacked out of several", () => {
    let inner = disclosure("s", "a", 1);
    const sent = [inner];
    for (let i = 0; i < 16; i++) {
      inner = disclosure("s", "a", { _sd: [digestOf(inner)] });
      sent.push(inner);
    }
    throwsCode(() => processed(forge({ _sd: [digestOf(inner)] }, sent)), "sdjwt.too_deep");
  });
});
