import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { consentKeyHash } from "../../../src/chain/entries/consent.ts";
import { p256Thumbprint } from "../../../src/crypto/p256.ts";
import { buildKeyRequest } from "../../../src/exchange/key-request.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";

/**
 * Makes the keys for one credential and asks an office to issue to them. The keys are kept before the
 * request is told, so an answer always finds them. Throws `holder.unknown_office`, `.unknown_type`.
 */
export function requestKey(
  session: Session,
  asked: { readonly office: string; readonly vct: string; readonly copies?: number | undefined },
): string {
  const { registry, keyring, store, clock } = session;
  const office = registry.view.office(asked.office);
  if (typeof office === "string") throw new WalletError("holder.unknown_office");
  const type = registry.view.typeByVct(asked.vct);
  if (typeof type === "string") throw new WalletError("holder.unknown_type");
  return session.vault.transaction(() => {
    const made = clock();
    const holder = keyring.createKey("holder", asked.vct);
    const agreement = keyring.createKey("agreement", asked.vct);
    const consent = type.consent.mode === "owners" ? keyring.createKey("consent", asked.vct) : undefined;
    const encryption = keyring.es256Signer(agreement.id).publicKey;
    const more = Array.from({ length: (asked.copies ?? 1) - 1 }, () =>
      keyring.createKey("holder", asked.vct),
    );
    const row = {
      office: asked.office,
      vct: asked.vct,
      holder: holder.id,
      agreement: agreement.id,
      made,
      ...(more.length === 0 ? {} : { copies: more.map((key) => key.id) }),
    };
    // The delivery names this key by its thumbprint.
    const id = p256Thumbprint(encryption, session.primitives.sha256);
    store.keyRequests.put(id, consent === undefined ? row : { ...row, consent: consent.id });
    session.activity.append({ kind: "key_request", outcome: "done", party: asked.office });
    const request = {
      registryId: registry.view.id,
      office: asked.office,
      vct: asked.vct,
      encryption,
      issuedAt: made,
      ...(consent === undefined
        ? {}
        : { consent: consentKeyHash(fromBase64Url(consent.publicKey), session.primitives.sha256) }),
    };
    return [holder, ...more]
      .map(({ id: key }) => buildKeyRequest(request, keyring.es256Signer(key)))
      .join("\n");
  });
}
