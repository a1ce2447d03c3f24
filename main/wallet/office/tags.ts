import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import type { JsonObject, JsonValue } from "../../../src/json/value.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";
import { askKeeper } from "../tags/ask-keeper.ts";
import { knownTagUnderKey, tagUnderKey } from "../tags/own-key.ts";
import { claimAt } from "../views/credential-view.ts";
import type { OwnOffice } from "../own-office.ts";

function valuesOf(
  unique: NonNullable<TypeRecord["unique"]>,
  claims: JsonObject,
): readonly (JsonValue | undefined)[] {
  return unique.claims.map((path) => claimAt(claims, path));
}

/**
 * The tag that a credential with these claims would have; undefined for a type without one, and, where
 * this office keeps the type's tags, before the first. Throws TagError, `office.no_keeper`,
 * `.keeper_*`, `.no_key`.
 */
export async function knownTag(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  claims: JsonObject,
): Promise<string | undefined> {
  const { unique } = type;
  if (unique === undefined) return undefined;
  const values = valuesOf(unique, claims);
  if (unique.keeper === office.id) return knownTagUnderKey(session, type, unique.epoch, values);
  const [tag] = await askKeeper(session, office, type, unique.epoch, [values]);
  return tag;
}

/**
 * `tag` and `epoch` for a credential with these claims, nothing for a type without: under this office's
 * own key where it keeps the type's tags, else from the keeper. Throws `office.claims`, `.no_keeper`,
 * `.keeper_*`, `.no_key`.
 */
export async function tagOf(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  claims: JsonObject,
): Promise<JsonObject> {
  const { unique } = type;
  if (unique === undefined) return {};
  const { epoch, keeper } = unique;
  const values = valuesOf(unique, claims);
  try {
    if (keeper === office.id) return { tag: tagUnderKey(session, type, epoch, values), epoch };
    const [tag] = await askKeeper(session, office, type, epoch, [values]);
    return { tag: tag as string, epoch };
  } catch (error) {
    throw error instanceof TagError ? new WalletError("office.claims") : error;
  }
}
