import { fromBase64Url, toBase64Url } from "../../src/bytes/base64.ts";
import type { OfficeKey, OfficeKeyUse, OfficeRecord, Span } from "../../src/chain/state/records.ts";
import type { State } from "../../src/chain/state/state.ts";
import { p256Thumbprint, p256ToJwk } from "../../src/crypto/p256.ts";
import type { KeyInfo } from "../vault/keyring.ts";
import { WalletError } from "./error.ts";
import type { Session } from "./session.ts";

/** Id of the office this wallet works for. Throws `counter.no_office`. */
export function requireOffice(session: Session): string {
  const { office } = session.settings;
  if (office === undefined) throw new WalletError("counter.no_office");
  return office;
}

export interface OwnOffice {
  readonly id: string;
  readonly record: OfficeRecord;
  readonly state: State;
}

/** The office as the registry knows it, in a full copy. Throws `office.none`, `registry.full_only`. */
export function requireOwnOffice(session: Session): OwnOffice {
  const id = session.settings.office;
  const { state } = session.registry;
  if (id === undefined) throw new WalletError("office.none");
  if (state === undefined) throw new WalletError("registry.full_only");
  const record = state.office(id);
  if (record === undefined) throw new WalletError("office.none");
  return { id, record, state };
}

/** One of our keys of that use which the registry lists for this office in a span that fits. */
export function findOwnKey(
  session: Session,
  use: OfficeKeyUse,
  fits: (span: Span) => boolean,
): KeyInfo | undefined {
  const id = session.settings.office;
  const record = id === undefined ? "absent" : session.registry.view.office(id);
  if (typeof record === "string") return undefined;
  const listed = new Set(
    record.keys.filter((key: OfficeKey) => key.use === use && fits(key)).map((key: OfficeKey) => key.key),
  );
  // The newest first: an office goes on with its new key while the old one still counts.
  return session.keyring.list(use).findLast((key) => listed.has(key.publicKey));
}

/** As credentials and requests name the key. */
export function thumbprintOf(session: Session, key: KeyInfo): string {
  return p256Thumbprint(p256ToJwk(fromBase64Url(key.publicKey)), session.primitives.sha256);
}

/** Public keys for the authority that accredits this office; made at the first call. Throws `office.none`. */
export function officeKeys(session: Session): { officer: string; credential: string; request: string } {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  return session.vault.transaction(() => {
    const newest = (use: OfficeKeyUse): string =>
      (session.keyring.list(use).at(-1) ?? session.keyring.createKey(use, session.settings.office)).publicKey;
    return { officer: newest("officer"), credential: newest("credential"), request: newest("request") };
  });
}

/** How each tag keeper is reached, instead of what was known. Throws `office.none`. */
export function setKeepers(
  session: Session,
  keepers: readonly { readonly office: string; readonly url: string }[],
): void {
  if (session.settings.office === undefined) throw new WalletError("office.none");
  const settings = session.store.settings.get("wallet") ?? session.settings;
  const byOffice = Object.fromEntries(keepers.map(({ office, url }) => [office, url]));
  session.store.settings.put("wallet", { ...settings, keepers: byOffice });
}

/** Random text for a row's id. */
export function newRowId(session: Pick<Session, "random">): string {
  return toBase64Url(session.random(16));
}
