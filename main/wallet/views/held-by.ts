import { fromBase64Url } from "../../../src/bytes/base64.ts";
import type { HeldByView } from "../../../src/contract/views.ts";
import type { Holder, HolderRole } from "../../../src/credential/holders.ts";
import { p256ToJwk } from "../../../src/crypto/p256.ts";
import type { Session } from "../session.ts";

/** In what capacity one of this wallet's keys holds something; undefined where it does not. */
export function roleOf(
  holders: readonly Holder[],
  session: Pick<Session, "keyring">,
  keyId: string,
): HolderRole | undefined {
  const { x, y } = p256ToJwk(fromBase64Url(session.keyring.info(keyId).publicKey));
  return holders.find(({ key }) => key.x === x && key.y === y)?.role;
}

/** What is said of it; nothing where somebody holds their own alone. */
export function heldBy(
  holders: readonly Holder[],
  session: Pick<Session, "keyring">,
  keyId: string,
): { readonly heldBy?: HeldByView } {
  const [only, ...others] = holders;
  if (only?.role === "holder" && others.length === 0) return {};
  const role = roleOf(holders, session, keyId);
  return role === undefined ? {} : { heldBy: { role, count: holders.length } };
}
