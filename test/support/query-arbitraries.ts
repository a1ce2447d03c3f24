import * as fc from "fast-check";
import { BIRTH_VCT } from "./wallet-world.ts";

const HUGE = 2 ** 53 - 1;

// Mostly sound, so that it gets as far as being matched, shown and answered.
const rarely = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 24, arbitrary: usual }, { weight: 1, arbitrary: rare });

const step = fc.oneof(
  fc.constantFrom<string | number | null>(
    "family_name",
    "parent_1",
    "name",
    "iss",
    "cnf",
    "vct",
    "_sd",
    "",
    0,
    null,
  ),
  fc.string({ maxLength: 20, unit: "grapheme" }),
  fc.string({ minLength: 190, maxLength: 400, unit: "binary" }).map((text) => text.toWellFormed()),
  fc.constant("\u{1F600}".repeat(150)),
  fc.constantFrom(1, HUGE, -1, 1.5),
);

const somePath = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(["family_name"], ["parent_1", "name"], ["parent_1"], ["birthdate"]),
  },
  { weight: 2, arbitrary: fc.array(step, { minLength: 1, maxLength: 5 }) },
);

const claims = fc
  .array(rarely(somePath, fc.jsonValue()), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => list.map((path, i) => ({ id: `c${i}`, path })));

const sets = fc.constantFrom(
  [["c0"]],
  [["c0"]],
  [["c0"], ["c0"]],
  [["c0", "c1"], ["c0"]],
  [["nobody"]],
  [[]],
);

const credentialQuery = fc.record(
  {
    id: rarely(fc.constant("document0"), fc.constantFrom("a", "__proto__", "é", "constructor")),
    format: rarely(fc.constant("dc+sd-jwt"), fc.constantFrom("mso_mdoc", "jwt_vc_json", "x")),
    meta: rarely(fc.constant({ vct_values: [BIRTH_VCT] }), fc.constantFrom({ vct_values: ["x"] }, {}, null)),
    claims: rarely(claims, fc.jsonValue()),
    claim_sets: rarely(sets, fc.jsonValue()),
    multiple: fc.boolean(),
    require_cryptographic_holder_binding: fc.boolean(),
  },
  { requiredKeys: ["id", "format", "meta"] },
);

const credentials = fc
  .array(credentialQuery, { minLength: 1, maxLength: 2 })
  .map(([first, second]) => (second === undefined ? [first] : [first, { ...second, id: "document1" }]));

export const anyQuery = rarely(fc.record({ credentials }), fc.jsonValue({ maxDepth: 5 }));

/** One member of a request that is not as it should be. */
export const anyMember = fc.oneof(
  fc.record({ purpose: fc.oneof(fc.constant("identity-check"), fc.jsonValue()) }),
  fc.record({ purpose_text: fc.oneof(fc.string(), fc.jsonValue()) }),
  fc
    .record({
      client_id: fc.oneof(
        fc.string({ maxLength: 600 }),
        fc.constant("\u{1F600}".repeat(120)),
        fc.jsonValue(),
      ),
    })
    .map(({ client_id }) => ({ client_id, iss: client_id })),
  fc.record({ exp: fc.constantFrom(0, -1, HUGE, "x", null) }),
  fc.record({ nonce: fc.string() }),
  fc.record({ introduction: fc.jsonValue() }),
  fc.record({ client_metadata: fc.jsonValue() }),
  fc.record({ response_uri: fc.oneof(fc.webUrl(), fc.jsonValue()) }),
  fc.record({ transaction_data: fc.constant([]) }),
);
