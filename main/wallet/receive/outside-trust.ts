import { inflateSync } from "node:zlib";
import { BytesError } from "../../../src/bytes/error.ts";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { CoseError } from "../../../src/cose/error.ts";
import { x5chainIn } from "../../../src/cose/sign1.ts";
import { CredentialError } from "../../../src/credential/error.ts";
import { certificatesOf } from "../../../src/credential/foreign.ts";
import { verifyStatusListCwt } from "../../../src/credential/status-list-cwt.ts";
import { type StatusListToken, verifyStatusListToken } from "../../../src/credential/status-list-token.ts";
import { statusAt } from "../../../src/credential/status-list.ts";
import type { P256Jwk } from "../../../src/crypto/p256-jwk.ts";
import type { ListedStatus, TrustAnchors } from "../../../src/trust/anchors.ts";
import { verify, type VerifyInput } from "../../../src/verdict/verify.ts";
import { HttpError } from "../../doors/http-error.ts";
import { VciError } from "../../openid4vci/error.ts";
import { requireAddress } from "../../openid4vci/guarded-fetch.ts";
import type { Session } from "../session.ts";
import { anchorsOf } from "./anchors.ts";

const MAX_LIST = 8 * 1024 * 1024;
const LEEWAY = 300;
const FORMS = "application/statuslist+jwt, application/statuslist+cwt;q=0.9";
/** Lists that one verdict asks for: more documents than that are in no presentation of ours. */
const MOST_LISTS = 8;

interface Place {
  readonly uri: string;
  readonly index: number;
  /** Who stands behind the credential. */
  readonly authority: string;
}

/** A list in either form; it counts only by a certificate that leads to the anchor that the credential's leads to. */
function readList(
  body: Uint8Array,
  { uri, authority }: Place,
  anchors: TrustAnchors,
  session: Session,
): StatusListToken {
  const at = session.clock();
  const keyOf = (chain: readonly Uint8Array[]): P256Jwk | undefined => {
    const tracing = anchors.trace(chain, at);
    return tracing.state === "trusted" && tracing.authority === authority ? tracing.key : undefined;
  };
  const expected = { uri, at, leeway: LEEWAY };
  const ports = {
    verifyEs256: session.primitives.verifyEs256,
    inflate: (bytes: Uint8Array, maxOutput: number) => inflateSync(bytes, { maxOutputLength: maxOutput }),
  };
  // A compact JWS begins with base64url of `{"`; no CBOR structure does.
  if (body[0] === 0x65) {
    return verifyStatusListToken(
      fromUtf8(body),
      ({ header }) => keyOf(certificatesOf(header)),
      expected,
      ports,
    );
  }
  return verifyStatusListCwt(body, (header) => keyOf(x5chainIn(header)), expected, ports);
}

/** What the issuer's status list says, from where the credential names it; undefined where it cannot be had or read. */
async function fetchStatus(
  place: Place,
  anchors: TrustAnchors,
  session: Session,
): Promise<ListedStatus | undefined> {
  const { http, addresses } = session.issuers;
  const { uri, index } = place;
  try {
    requireAddress(uri, addresses);
    const answer = await http.httpGet(uri, { maxBytes: MAX_LIST, accept: FORMS, addresses });
    const { list, issuedAt } = readList(answer.body, place, anchors, session);
    return { value: statusAt(list, index), issuedAt };
  } catch (error) {
    const isOfTheirs =
      error instanceof HttpError ||
      error instanceof VciError ||
      error instanceof CredentialError ||
      error instanceof CoseError ||
      error instanceof BytesError;
    if (isOfTheirs) return undefined;
    throw error;
  }
}

const keyOfPlace = ({ uri, index, authority }: Place): string => JSON.stringify([index, uri, authority]);

/**
 * The trust anchors that the person imported, and what the status lists of issuers behind them say today.
 * A list is asked for only where its document is proven to be of such an issuer: nobody else makes this
 * wallet fetch anything. Without a network no list is asked for, and the verdict says that it is not known.
 */
export async function outsideTrust(
  input: VerifyInput,
  session: Session,
  { mayFetch }: { readonly mayFetch: boolean },
): Promise<Required<Pick<VerifyInput, "anchors" | "statusLists">>> {
  const anchors = anchorsOf(session);
  const wanted = new Map<string, Place>();
  const note = (uri: string, index: number, authority: string): undefined => {
    const place = { uri, index, authority };
    if (wanted.size < MOST_LISTS) wanted.set(keyOfPlace(place), place);
  };
  const { registry, primitives, clock } = session;
  if (mayFetch) verify({ ...input, anchors, statusLists: note }, registry.view, primitives, clock());
  const found = await Promise.all(
    [...wanted].map(async ([key, place]) => [key, await fetchStatus(place, anchors, session)] as const),
  );
  const lists = new Map(found);
  return {
    anchors,
    statusLists: (uri, index, authority) => lists.get(keyOfPlace({ uri, index, authority })),
  };
}
