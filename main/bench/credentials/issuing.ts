import { generateKeyPairSync } from "node:crypto";
import { availableParallelism } from "node:os";
import { p256Thumbprint, p256ToJwk } from "../../../src/crypto/p256.ts";
import { es256Signer, newP256Secret } from "../../crypto/keys.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { systemRandom } from "../../doors/random.ts";
import { publicKeyOf, signWith } from "../../vault/key-object.ts";
import { RowSigners } from "../../wallet/bulk/row-signers.ts";
import type { ReadyDraft } from "../../wallet/office/ready-draft.ts";
import { BenchError } from "../error.ts";
import { type BenchRegistry, BLOCK_TIME, OFFICE } from "../registry/bench-registry.ts";
import { ID_CARD } from "../registry/id-card.ts";
import { armOf, measure, type Medians, type Plan } from "../stopwatch.ts";
import { valuesOf } from "./visit.ts";

const YEAR = 365 * 86_400;
/** Bytes of what an office signs of such a credential. */
const SIGNED = 1500;
/** Rows that an office's wallet signs in one step. */
const ROWS = 64;

export const CORES = availableParallelism();

function rowsOf(registry: BenchRegistry, round: number, plan: Plan): readonly ReadyDraft[] {
  const holder = es256Signer(newP256Secret(systemRandom)).publicKey;
  const type = { ...ID_CARD, from: BLOCK_TIME, history: [] } as never as ReadyDraft["draft"]["type"];
  return Array.from({ length: ROWS }, (_, i) => {
    const index = (round % plan.rounds) * ROWS + i;
    return {
      draft: {
        registryId: registry.id,
        office: OFFICE,
        type,
        values: valuesOf(index),
        issuedAt: BLOCK_TIME,
        expires: BLOCK_TIME + 5 * YEAR,
        index,
        holder,
      },
      rest: {},
    };
  });
}

/**
 * Sixty-four rows of a table from their values to signed credentials and the signed entries that commit to
 * them, on all cores, as an office's wallet does it; against as many signatures of node:crypto with the same
 * key, one after the other. What is written down and sent is not in it.
 */
export async function measureIssuing(registry: BenchRegistry, plan: Plan): Promise<Medians> {
  const { privateKey: credential } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { privateKey: officer } = generateKeyPairSync("ed25519");
  const credentialKey = p256ToJwk(publicKeyOf("ES256", credential));
  const signers = new RowSigners({
    kid: p256Thumbprint(credentialKey, nodePrimitives.sha256),
    credential,
    credentialKey,
    officer,
    officerKey: publicKeyOf("Ed25519", officer),
  });
  const arms = [
    armOf(
      "issue",
      (round) => rowsOf(registry, round, plan),
      async (rows) => {
        const results = await signers.sign(rows);
        if (results.length !== ROWS || !results.every(({ ok }) => ok))
          throw new BenchError("bench.unexpected");
      },
    ),
    armOf(
      "sign",
      () => Array.from({ length: ROWS }, () => systemRandom(SIGNED)),
      (messages) => {
        for (const message of messages) signWith("ES256", credential, message);
      },
    ),
  ];
  try {
    return await measure(arms, plan);
  } finally {
    signers.close();
  }
}
