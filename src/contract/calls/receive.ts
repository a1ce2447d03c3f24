import { message, nothing, rowId } from "../args.ts";
import { call } from "../call.ts";
import type { AnchorView, OfferView, ReceivingView } from "../receive-views.ts";
import { z } from "../zod.ts";

/** What an issuer, or the way to it, may come to. */
const ISSUER_CODES = [
  "vci.too_large",
  "vci.address",
  "vci.private_address",
  "vci.redirect",
  "vci.offline",
  "vci.unreachable",
  "vci.malformed",
  "vci.swapped",
  "vci.unsupported",
  "vci.gone",
  "vci.refused",
  "vci.denied",
  "vci.cancelled",
] as const;

const fingerprint = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

/** Receiving by OpenID4VCI 1.0, and whom the person trusts beside the registry. */
export const RECEIVE_CALLS = {
  /** Opens an offer: a link, a scanned code, a file, a pasted text. Nothing is asked for yet. */
  "receive.open": call<OfferView>()({
    args: z.strictObject({ offer: message }),
    codes: ["vci.offer", ...ISSUER_CODES],
  }),
  /** Fetches what an offer is for, to be looked at. It stays in the vault until it is kept or refused. */
  "receive.fetch": call<ReceivingView>()({
    args: z.strictObject({
      id: rowId,
      txCode: z.string().min(1).max(64).optional(),
      /** Copies of each kind, as far as the issuer gives several. */
      copies: z.int().min(1).max(20).optional(),
    }),
    codes: ["receive.unknown", "vci.code", ...ISSUER_CODES],
  }),
  /** The page to sign in at, for an offer that asks for it; `receive.finish` waits for the answer. */
  "receive.browser": call<{ readonly url: string }>()({
    args: z.strictObject({ id: rowId }),
    codes: ["receive.unknown", ...ISSUER_CODES],
  }),
  /** Resolves when the person has signed in, with what was fetched. */
  "receive.finish": call<ReceivingView>()({
    args: z.strictObject({ id: rowId }),
    codes: ["receive.unknown", "vci.state", ...ISSUER_CODES],
  }),
  /** Asks for the next of a credential that this wallet holds, by the token that its issuer gave for it. */
  "receive.renew": call<ReceivingView>()({
    args: z.strictObject({ credential: rowId }),
    codes: ["receive.not_renewable", "receive.unknown", ...ISSUER_CODES],
  }),
  "receive.list": call<readonly ReceivingView[]>()({ args: nothing, codes: [] }),
  /** Asks the issuer again for what is awaited. */
  "receive.check": call<ReceivingView>()({
    args: z.strictObject({ id: rowId }),
    codes: ["receive.unknown", ...ISSUER_CODES],
  }),
  /** Keeps all that arrived; the issuer is told. */
  "receive.keep": call<{ readonly ids: readonly string[] }>()({
    args: z.strictObject({ id: rowId }),
    codes: ["receive.unknown", "vci.waiting", "holder.not_valid", "holder.already_kept"],
  }),
  /** Forgets it with its keys; the issuer is told. */
  "receive.refuse": call<null>()({ args: z.strictObject({ id: rowId }), codes: ["receive.unknown"] }),

  "trust.list": call<readonly AnchorView[]>()({ args: nothing, codes: [] }),
  /** Looks into a file of certificates (PEM text, or DER in base64); nothing is trusted by it. */
  "trust.look": call<readonly AnchorView[]>()({
    args: z.strictObject({ file: message }),
    codes: ["trust.no_certificate"],
  }),
  /** Trusts those of a file that are named by their fingerprint. */
  "trust.import": call<readonly AnchorView[]>()({
    args: z.strictObject({ file: message, fingerprints: z.array(fingerprint).min(1).max(32) }),
    codes: ["trust.no_certificate"],
  }),
  "trust.remove": call<null>()({ args: z.strictObject({ fingerprint }), codes: ["trust.unknown"] }),
} as const;
