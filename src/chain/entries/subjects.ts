import { ok, refuse, type Result } from "../../result.ts";
import type { State } from "../state/state.ts";
import type { ViolationCode } from "./kinds/violation.ts";

/** What `after` must say of a subject that is there and not at its end. */
type Last = Result<string, ViolationCode>;

export function lastOfAuthority(state: State, id: string): Last {
  const authority = state.authority(id);
  if (authority === undefined) return refuse("authority.unknown");
  return authority.retired === undefined ? ok(authority.last) : refuse("authority.retired");
}

export function lastOfOffice(state: State, id: string): Last {
  const office = state.office(id);
  if (office === undefined) return refuse("office.unknown");
  return office.withdrawn === undefined ? ok(office.last) : refuse("office.withdrawn");
}

export function lastOfType(state: State, id: string): Last {
  const type = state.type(id);
  if (type === undefined) return refuse("type.unknown");
  return type.retired === undefined ? ok(type.last) : refuse("type.retired");
}

export function lastOfCredential(state: State, commitment: string): Last {
  const credential = state.credential(commitment);
  // A batch is no credential: its copies are named by their places.
  return credential === undefined || credential.batch !== undefined
    ? refuse("credential.unknown")
    : ok(credential.last);
}
