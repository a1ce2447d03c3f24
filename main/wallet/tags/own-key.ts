import type { TypeRecord } from "../../../src/chain/state/records.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import type { KeyInfo } from "../../vault/keyring.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";

type Values = readonly (JsonValue | undefined)[];

/** Under which name the keyring holds the tag key of a type's epoch. */
function findKey(session: Session, type: TypeRecord, epoch: number): KeyInfo | undefined {
  const name = `${type.id}/${epoch}`;
  return session.keyring.list("tag").find(({ note }) => note === name);
}

/** Whether the key of that epoch is here. */
export function hasTagKey(session: Session, type: TypeRecord, epoch: number): boolean {
  return findKey(session, type, epoch) !== undefined;
}

/** The tag under the key of that epoch, if this keeper has one yet. Throws TagError. */
export function knownTagUnderKey(
  session: Session,
  type: TypeRecord,
  epoch: number,
  values: Values,
): string | undefined {
  const key = findKey(session, type, epoch);
  if (key === undefined || type.unique === undefined) return undefined;
  const { normaliser } = type.unique;
  return session.keyring.computeTag(key.id, { type: type.id, epoch, normaliser, values });
}

/** As `knownTagUnderKey`; the key is made at its first use. Throws TagError. */
export function tagUnderKey(session: Session, type: TypeRecord, epoch: number, values: Values): string {
  if (findKey(session, type, epoch) === undefined) session.keyring.createKey("tag", `${type.id}/${epoch}`);
  const tag = knownTagUnderKey(session, type, epoch, values);
  if (tag === undefined) throw new WalletError("office.no_key");
  return tag;
}
