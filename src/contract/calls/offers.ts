import { claims, holderRole, id, listeningPlace, nothing, rowId } from "../args.ts";
import { call } from "../call.ts";
import type { OfferRowView } from "../offer-views.ts";
import { z } from "../zod.ts";

const format = z.enum(["dc+sd-jwt", "mso_mdoc"]);
const OFFICE_CODES = ["office.none", "office.no_key", "office.unknown_type", "registry.full_only"] as const;

/** An office's own OpenID4VCI issuer. */
export const OFFER_CALLS = {
  /** Opens this office's issuer on this machine; `url` is where others reach it, if that is elsewhere. */
  "offers.serve": call<{ readonly url: string }>()({
    args: listeningPlace,
    codes: ["office.none", "registry.full_only", "offers.port"],
  }),
  "offers.create": call<OfferRowView>()({
    args: z.strictObject({
      type: id,
      format,
      /** As single-use copies, which wait for an officer to issue them with those of others. */
      copies: z.literal(true).optional(),
      claims,
      /** In what capacity whoever collects it is to hold it; of an mdoc there is no saying. */
      role: holderRole.optional(),
      /** Of the credential, seconds. */
      validFor: z.int().min(1).optional(),
      /** How long it waits to be collected, seconds. */
      waits: z
        .int()
        .min(60)
        .max(366 * 86_400),
      /** A code that the holder has to type in. */
      withCode: z.boolean(),
    }),
    codes: [
      ...OFFICE_CODES,
      "wallet.passphrase_again",
      "office.claims",
      "office.consent_missing",
      "office.holders",
      "copies.type",
      "offers.port",
    ],
  }),
  /**
   * What names this office to programs that know no registry, in PEM: whoever relies on it there imports
   * it as a trust anchor.
   */
  "offers.certificate": call<{ readonly certificate: string }>()({
    args: nothing,
    codes: ["office.none", "office.no_key", "registry.full_only"],
  }),
  "offers.list": call<readonly OfferRowView[]>()({ args: nothing, codes: ["office.none"] }),
  "offers.cancel": call<OfferRowView>()({
    args: z.strictObject({ id: rowId }),
    codes: ["office.none", "offers.unknown", "offers.collected"],
  }),
} as const;
