import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { isOfficer } from "../../../src/chain/entries/signers.ts";
import type { TypeRecord } from "../../../src/chain/state/records.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import { buildTagCall, readTagAnswer, TagCallError } from "../../../src/chain/tags/tag-call.ts";
import { TagError } from "../../../src/chain/tags/tag-error.ts";
import { normalise } from "../../../src/chain/tags/normalise.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { HttpError } from "../../doors/http-error.ts";
import { WalletError } from "../error.ts";
import { findOwnKey, type OwnOffice } from "../own-office.ts";
import type { Session } from "../session.ts";
import { newNonce } from "./keeper.ts";

function asText(normaliser: string, value: JsonValue | undefined): string {
  // What the keeper would refuse is refused here, before it leaves the office.
  normalise(normaliser, value);
  if (typeof value !== "string") throw new TagError("tag.value");
  return value;
}

/**
 * Has the type's tag keeper compute tags, one for each list of values. Throws TagError,
 * `office.no_key`, `office.no_keeper` where nobody said how the keeper is reached,
 * `office.keeper_unreachable`, `office.keeper_refused`, `office.keeper_wrong`.
 */
export async function askKeeper(
  session: Session,
  office: OwnOffice,
  type: TypeRecord,
  epoch: number,
  things: readonly (readonly (JsonValue | undefined)[])[],
): Promise<readonly string[]> {
  if (type.unique === undefined) throw new WalletError("office.no_keeper");
  const { keeper, normaliser } = type.unique;
  const inputs = things.map((values) => values.map((value) => asText(normaliser, value)));
  const url = (session.store.settings.get("wallet") ?? session.settings).keepers?.[keeper];
  if (url === undefined) throw new WalletError("office.no_keeper");
  const now = session.clock();
  const officer = findOwnKey(session, "officer", (span) => countsAt(span, now));
  if (officer === undefined) throw new WalletError("office.no_key");
  const registryId = fromBase64Url(session.registry.view.id);
  const call = { by: office.id, type: type.id, epoch, inputs, time: now, nonce: newNonce(session) };
  const bytes = buildTagCall(registryId, call, session.keyring.ed25519Signer(officer.id));
  let answered: { readonly tags: readonly string[]; readonly key: string };
  try {
    const answer = await session.postTo(`${url.replace(/\/+$/, "")}/tags`, bytes);
    if (answer === undefined) throw new WalletError("office.keeper_refused");
    answered = readTagAnswer(registryId, { bytes, inputs: inputs.length }, answer, session.primitives);
  } catch (error) {
    if (error instanceof HttpError) throw new WalletError("office.keeper_unreachable");
    if (error instanceof TagCallError) throw new WalletError("office.keeper_wrong");
    throw error;
  }
  const record = office.state.office(keeper);
  if (record === undefined || !isOfficer(record, answered.key, now)) {
    throw new WalletError("office.keeper_wrong");
  }
  return answered.tags;
}
