import type { ClaimKind, LangMap } from "../chain/state/records.ts";
import type { JsonValue } from "../json/value.ts";

/** One claim with what it is called. */
export interface ClaimView {
  readonly path: readonly string[];
  readonly label: LangMap;
  readonly kind: ClaimKind;
  readonly value: JsonValue;
}
