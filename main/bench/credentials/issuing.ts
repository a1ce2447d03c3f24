import { commitmentOfIssued } from "../../../src/credential/commitment.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { buildCredential } from "../../../src/credential/vc.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import { es256Signer, newP256Secret } from "../../crypto/keys.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { systemRandom } from "../../doors/random.ts";
import { type BenchRegistry, BLOCK_TIME, OFFICE } from "../registry/bench-registry.ts";
import { ID_CARD } from "../registry/id-card.ts";
import { armOf, measure, type Medians, type Plan } from "../stopwatch.ts";
import { valuesOf } from "./visit.ts";

const YEAR = 365 * 86_400;
/** Bytes of what an office signs of such a credential. */
const SIGNED = 1500;

/**
 * One row of a table from its values to a signed credential and the signed entry that commits to it, on one
 * thread, against one signature of node:crypto with the same key. What is written down and sent is not in it.
 */
export async function measureIssuing(registry: BenchRegistry, plan: Plan): Promise<Medians> {
  const { sha256 } = nodePrimitives;
  const { issuer } = registry;
  const kid = p256Thumbprint(issuer.publicKey, sha256);
  const ports = { sha256, random: systemRandom };
  const arms = [
    armOf(
      "issue",
      (round) => ({
        index: round,
        values: valuesOf(round),
        holder: es256Signer(newP256Secret(systemRandom)),
      }),
      ({ index, values, holder }) => {
        const expires = BLOCK_TIME + 5 * YEAR;
        const draft = buildCredential({
          registryId: registry.id,
          office: OFFICE,
          type: ID_CARD,
          values,
          issuedAt: BLOCK_TIME,
          expires,
          index,
          holder: holder.publicKey,
        });
        const credential = issueSdJwt({ ...draft, kid }, issuer, ports);
        registry.issueEntry(commitmentOfIssued(credential, sha256), index, expires);
      },
    ),
    armOf(
      "sign",
      () => systemRandom(SIGNED),
      (message) => issuer.sign(message),
    ),
  ];
  return await measure(arms, plan);
}
