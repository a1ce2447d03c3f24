import { toBase64, toBase64Url } from "../../../src/bytes/base64.ts";
import { concat, fromUtf8 } from "../../../src/bytes/bytes.ts";
import { commitmentOfIssued } from "../../../src/credential/commitment.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { presentSdJwt, selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { buildCredential } from "../../../src/credential/vc.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import type { Es256Signer } from "../../../src/crypto/ports.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { leafHash } from "../../../src/merkle/hash.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import type { RequestContext } from "../../../src/verdict/case.ts";
import { es256Signer, newP256Secret } from "../../crypto/keys.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { systemRandom } from "../../doors/random.ts";
import { makeReceipt } from "../../follow/prove/make-receipt.ts";
import { BenchError } from "../error.ts";
import { BLOCK_TIME, type BenchRegistry, OFFICE } from "../registry/bench-registry.ts";
import { ID_CARD, PORTRAIT_BYTES } from "../registry/id-card.ts";

const { sha256 } = nodePrimitives;
const YEAR = 365 * 86_400;
const BLOCK_ENTRIES = 128;
const JPEG_START = Uint8Array.of(0xff, 0xd8, 0xff, 0xe0);

/** When the counter asks and checks, POSIX seconds. */
export const NOW = BLOCK_TIME + 60;

/** What the counter asks of everybody: the portrait, and whether the person is of age. */
export const REQUEST: RequestContext = {
  nonce: toBase64Url(systemRandom(16)),
  clientId: "registry:bench:counter",
  query: buildQuery([
    {
      vct: ID_CARD.vct,
      claims: [
        { path: ["portrait"], optional: false },
        { path: ["age_over_18"], optional: false },
      ],
    },
  ]),
  issued: BLOCK_TIME,
  expires: BLOCK_TIME + 600,
};
/** Id of its only credential query. */
export const QUERY = "document0";

/** One person at the counter: a credential and a holder's key that nobody has seen before. */
export interface Visit {
  /** SD-JWT+KB in compact form. */
  readonly presentation: string;
  readonly receipt: string;
}

export interface VisitOptions {
  /** Whether the credentials name the place of their status, as all that we issue do. */
  readonly status: boolean;
}

interface Issued {
  readonly entry: Uint8Array;
  readonly presentation: string;
}

export function valuesOf(index: number): JsonObject {
  const portrait = concat(JPEG_START, systemRandom(PORTRAIT_BYTES - JPEG_START.length));
  return {
    family_name: `Family ${index}`,
    given_names: "Maria Magdalena",
    birth_date: "1990-04-01",
    birth_place: "Bonn",
    nationality: "DE",
    document_number: `L${String(index).padStart(8, "0")}`,
    address: { street: "Am Hof 1", city: "Bonn", postal_code: "53113" },
    age_over_18: true,
    age_over_21: true,
    portrait: toBase64(portrait),
  };
}

const encoder = new TextEncoder();
/** Room for the longest text; used again, since garbage made here would be collected in a measured time. */
const received = new Uint8Array(1 << 20);

/** As it comes out of a message: one run of characters, not a chain of pieces still to be joined. */
export function asReceived(text: string): string {
  const { read, written } = encoder.encodeInto(text, received);
  if (read !== text.length) throw new BenchError("bench.unexpected");
  return fromUtf8(received.subarray(0, written));
}

function present(credential: string, holder: Es256Signer): string {
  const places = [["portrait"], ["age_over_18"]];
  const selection = selectDisclosures(parseSdJwt(credential), places, sha256);
  const { nonce, clientId: audience } = REQUEST;
  return asReceived(presentSdJwt(selection, { nonce, audience, issuedAt: BLOCK_TIME + 30 }, holder, sha256));
}

/** What the registry says of a status is not every program's business. */
function withoutStatus(claims: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => name !== "status"));
}

function issue(registry: BenchRegistry, index: number, { status }: VisitOptions): Issued {
  const holder = es256Signer(newP256Secret(systemRandom));
  const expires = BLOCK_TIME + 5 * YEAR;
  const draft = buildCredential({
    registryId: registry.id,
    office: OFFICE,
    type: ID_CARD,
    values: valuesOf(index),
    issuedAt: BLOCK_TIME,
    expires,
    index,
    holder: holder.publicKey,
  });
  const kid = p256Thumbprint(registry.issuer.publicKey, sha256);
  const claims = status ? draft.claims : withoutStatus(draft.claims);
  const ports = { sha256, random: systemRandom };
  const credential = issueSdJwt({ ...draft, claims, kid }, registry.issuer, ports);
  const entry = registry.issueEntry(commitmentOfIssued(credential, sha256), index, expires);
  return { entry, presentation: present(credential, holder) };
}

/** Issues so many credentials to as many holders, in blocks of 128, and lets each holder present. */
export function prepareVisits(
  registry: BenchRegistry,
  count: number,
  options: VisitOptions,
): readonly Visit[] {
  const first = registry.chain.size;
  const issued: Issued[] = [];
  for (let from = 0; from < count; from += BLOCK_ENTRIES) {
    const block = Array.from({ length: Math.min(BLOCK_ENTRIES, count - from) }, (_, i) =>
      issue(registry, first + from + i, options),
    );
    registry.seal(block.map(({ entry }) => entry));
    issued.push(...block);
  }
  return issued.map(({ entry, presentation }) => {
    const receipt = makeReceipt(registry.chain.store, leafHash(entry, sha256));
    if (receipt === undefined) throw new BenchError("bench.unexpected");
    return { presentation, receipt: asReceived(receipt) };
  });
}
