import { fromBase64Url } from "../../bytes/base64.ts";
import { verifyEd25519 } from "../../crypto/ed25519.ts";
import { effectiveQuorum, liveAuthorities } from "../state/authority-set.ts";
import type { EntryMembers } from "./entry-members.ts";
import type { ApplyContext } from "./apply-context.ts";
import type { OfficeRecord } from "../state/records.ts";
import { parsedSigningBytes } from "./signing.ts";
import { countsAt } from "../state/span.ts";
import type { State } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/** `by` names an authority of today, and its entry key alone signed. */
export function authoritySigned(state: State, entry: EntryMembers): ViolationCode | undefined {
  const authority = state.authority(entry.by);
  if (authority === undefined) return "authority.unknown";
  if (authority.retired !== undefined) return "authority.retired";
  return entry.sigs.every(({ key }) => key === authority.entry) ? undefined : "sig.unknown";
}

/** A quorum of today's authorities signed with their entry keys, and nobody else. */
export function quorumSigned(state: State, entry: EntryMembers): ViolationCode | undefined {
  const registry = state.registry();
  if (registry === undefined) return "registry.missing";
  const live = liveAuthorities(state);
  const keys = new Set(live.map((authority) => authority.entry));
  if (!entry.sigs.every(({ key }) => keys.has(key))) return "sig.unknown";
  return entry.sigs.length < effectiveQuorum(live.length, registry.quorum) ? "sig.too_few" : undefined;
}

/** Whether the key signs entries for the office at that time. */
export function isOfficer(office: OfficeRecord, key: string, time: number): boolean {
  return office.keys.some((held) => held.key === key && held.use === "officer" && countsAt(held, time));
}

/** At least `need` officers of the office signed; keys are distinct, since an entry says each once. */
export function officersSigned(
  office: OfficeRecord,
  entry: Pick<EntryMembers, "sigs">,
  need: number,
  time: number,
): ViolationCode | undefined {
  if (office.withdrawn !== undefined) return "office.withdrawn";
  for (const { key } of entry.sigs) if (!isOfficer(office, key, time)) return "sig.not_officer";
  return entry.sigs.length < need ? "sig.too_few" : undefined;
}

/** Whether every signature of the entry is what its key makes; true without looking when trusted. */
export function signaturesVerify(entry: EntryMembers, context: ApplyContext): boolean {
  const { signatures, memory, entryHash } = context;
  if (signatures === "trusted" || memory?.isVerified(entryHash) === true) return true;
  const message = parsedSigningBytes(context.registryId, entry);
  const hold = entry.sigs.every(({ key, sig }) =>
    verifyEd25519(context.primitives, fromBase64Url(key), message, fromBase64Url(sig)),
  );
  if (hold) memory?.noteVerified(entryHash);
  return hold;
}
