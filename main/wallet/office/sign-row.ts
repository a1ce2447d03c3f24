import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { rememberingLast } from "../../../src/bytes/text-codec.ts";
import { prepareEntry, ZERO_HASH } from "../../../src/chain/entries/entry.ts";
import { prepareSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import type { IssuePorts } from "../../../src/crypto/issue-ports.ts";
import { type SdJwtSink, SdJwtText } from "../../../src/credential/sd-jwt/sink.ts";
import { buildCredential } from "../../../src/credential/vc.ts";
import type { Ed25519Signer, Es256Signer } from "../../../src/crypto/ports.ts";
import type { Unsigned } from "../../../src/crypto/unsigned.ts";
import { ok, refuse, type Result } from "../../../src/result.ts";
import { nodePrimitives } from "../../crypto/primitives.ts";
import { nodeTextCodec } from "../../crypto/text-codec.ts";
import { drawnAhead, type RandomBytes } from "../../doors/random.ts";
import { WalletError } from "../error.ts";
import { asClaimsError, bodyOf, type ReadyDraft } from "./ready-draft.ts";

/** Who signs an office's rows: its credential key, as its certificates name it, and its officer. */
export interface RowKeys {
  readonly kid: string;
  readonly credential: Es256Signer;
  readonly officer: Ed25519Signer;
}

/** The entry that commits to a row's certificate. */
interface Committed {
  readonly commitment: string;
  readonly entry: Uint8Array;
}

/** One row signed twice: the certificate, and its entry. */
export interface SignedRow extends Committed {
  readonly credential: string;
}

/** The same with its certificate wherever it was put. */
export interface SignedInto<Sink> extends Committed {
  readonly certificate: Sink;
}

/** Bytes of randomness that one row's salts take, as a rule. */
const SALTS = 288;

export type RowFault = "office.claims" | "office.holders";

/** The same, or why what stands in the row cannot be signed. */
export type RowResult = ({ readonly ok: true } & SignedRow) | { readonly ok: false; readonly code: RowFault };

function attempt<T>(work: () => T): Result<T, RowFault> {
  try {
    return ok(work());
  } catch (error) {
    const fault = asClaimsError(error);
    const code = fault instanceof WalletError ? fault.code : undefined;
    if (code !== "office.claims" && code !== "office.holders") throw fault;
    return refuse(code);
  }
}

/** A row that waits for the certificate's signature, and then for that of the entry. */
function prepareRow<Sink extends SdJwtSink>(
  ready: ReadyDraft,
  keys: RowKeys,
  { sha256, random, codec }: Required<IssuePorts>,
  certificate: Sink,
): Unsigned<Unsigned<SignedInto<Sink>>> {
  const { registryId, office } = ready.draft;
  const draft = { ...buildCredential(ready.draft, codec), kid: keys.kid };
  const unsigned = prepareSdJwt(draft, { sha256, random, codec }, certificate);
  return {
    message: unsigned.message,
    signed: (bySigner) => {
      const commitment = unsigned.signed(bySigner);
      const text = {
        kind: "credential.issue",
        by: office,
        after: ZERO_HASH,
        body: bodyOf(ready, commitment),
      } as const;
      const entry = prepareEntry(fromBase64Url(registryId), text, keys.officer.publicKey);
      return {
        message: entry.message,
        signed: (byOfficer) => ({ certificate, commitment, entry: entry.signed(byOfficer) }),
      };
    },
  };
}

/** All signatures of one key one right after the other (see Unsigned). */
function signAll<T>(
  waiting: readonly Result<Unsigned<T>, RowFault>[],
  sign: (message: Uint8Array) => Uint8Array,
): readonly Result<T, RowFault>[] {
  const signatures = waiting.map((one) => (one.ok ? sign(one.value.message()) : undefined));
  return waiting.map((one, at) =>
    one.ok ? attempt(() => one.value.signed(signatures[at] as Uint8Array)) : one,
  );
}

/**
 * Signs rows, or says what is wrong with one. Works on nothing but what it is given, so that it can be done in
 * any thread. `sinkOf` gives each row's certificate a place.
 */
export function signInto<Sink extends SdJwtSink>(
  rows: readonly ReadyDraft[],
  keys: RowKeys,
  random: RandomBytes,
  sinkOf: () => Sink,
): readonly Result<SignedInto<Sink>, RowFault>[] {
  const ports = {
    sha256: nodePrimitives.sha256,
    random: drawnAhead(random, rows.length * SALTS),
    codec: rememberingLast(nodeTextCodec),
  };
  const certificates = rows.map((row) => attempt(() => prepareRow(row, keys, ports, sinkOf())));
  const entries = signAll(certificates, (message) => keys.credential.sign(message));
  return signAll(entries, (message) => keys.officer.sign(message));
}

/** The same, with the certificates' texts. */
export function signRows(
  rows: readonly ReadyDraft[],
  keys: RowKeys,
  random: RandomBytes,
): readonly RowResult[] {
  const sinkOf = (): SdJwtText => new SdJwtText(nodePrimitives.sha256, nodeTextCodec);
  return signInto(rows, keys, random, sinkOf).map((one) => {
    if (!one.ok) return one;
    const { certificate, commitment, entry } = one.value;
    return { ok: true, credential: certificate.text, commitment, entry };
  });
}
