import type { JsonObject, JsonValue } from "../../json/value.ts";
import { BodyError } from "./error.ts";
import { langMap } from "./lang-map.ts";
import {
  amendment,
  bool,
  ed25519Key,
  id,
  integer,
  list,
  matching,
  object,
  oneOf,
  p256Key,
  type Shape,
  sortedList,
  time,
} from "./shape.ts";

/** Parts that several kinds share. */

const MAX_ROWS = 256;

// No control characters; what else a claim may be called is the credential format's business.
const PATH_PART = /^\P{Cc}{1,64}$/u;

export const claimPath = list(1, 8, matching(PATH_PART));

/** Paths compare as their parts joined by a character that no part may hold. */
export function pathKey(path: readonly string[]): string {
  return path.join("\u0000");
}

/** With `from` and `to` among the members: a span that is not empty. Throws `body.span` too. */
export function spanned<T extends { readonly from: number; readonly to: number }>(shape: Shape<T>): Shape<T> {
  return (value) => {
    const row = shape(value);
    if (row.from > row.to) throw new BodyError("body.span");
    return row;
  };
}

export const span = spanned(object({ from: time, to: time }));

const officerKey = spanned(object({ use: oneOf("officer"), key: ed25519Key, from: time, to: time }));
const otherKey = spanned(object({ use: oneOf("credential", "request"), key: p256Key, from: time, to: time }));
function officeKey(value: JsonValue) {
  return (value as JsonObject | null)?.["use"] === "officer" ? officerKey(value) : otherKey(value);
}

/** The key of an office for any use. */
export function anyKey(value: JsonValue): string {
  return typeof value === "string" && value.length === 44 ? p256Key(value) : ed25519Key(value);
}

export const officeKeys = list(0, MAX_ROWS, officeKey);
export const issueRights = list(0, MAX_ROWS, spanned(object({ type: id, from: time, to: time })));
export const askRights = list(
  0,
  MAX_ROWS,
  spanned(
    object({
      purpose: id,
      label: langMap,
      claims: list(1, 64, object({ type: id, path: claimPath })),
      from: time,
      to: time,
    }),
  ),
);

export const claimDefinitions = list(
  1,
  64,
  object(
    {
      path: claimPath,
      label: langMap,
      kind: oneOf("text", "date", "boolean", "integer", "image", "place"),
      required: bool,
    },
    { multiple: bool },
  ),
);
export const approvals = oneOf(1, 2);
/** Acts before which a wallet asks for its passphrase again: showing one, signing for one. */
export const reauth = sortedList(0, 2, oneOf("present", "sign"), (act) => act);
export const consentTerms = object({
  mode: oneOf("none", "owners"),
  parties: sortedList(0, 8, id, (party) => party),
});
/** A century, seconds. */
const MAX_SPELL = 100 * 366 * 86_400;
export const validity = integer(1, MAX_SPELL);
export const maxAge = object({ online: integer(1, MAX_SPELL), offline: integer(1, MAX_SPELL) });

export const engine = oneOf("solo", "cometbft");
/** What is asked for; a rules version above ours is read, so that the day it begins can be known. */
export const quorum = integer(1, 15);
export const rulesVersion = integer(1, 65_535);

export const authorityFields = { id, name: langMap, entry: ed25519Key, cosign: ed25519Key };
/** What an authority has where each runs a node of its own: its log key, and its key in the engine. */
export const authorityExtras = { log: ed25519Key, consensus: ed25519Key };
export const authorityChange = amendment(
  { id },
  { name: langMap, entry: ed25519Key, cosign: ed25519Key, ...authorityExtras },
);
