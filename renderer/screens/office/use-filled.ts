import { useState } from "react";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { useNow } from "../../state/use-now.ts";
import type { Filled } from "./claims-form.tsx";
import { readUntil } from "./validity.ts";

export const NOTHING: Filled = { draft: {}, until: "" };

/** What is filled in for a certificate, and the claims that came of it once all of it is right. */
export function useFilled(type: OfficeTypeView | undefined, begin: Filled | (() => Filled) = NOTHING) {
  const [filled, setFilled] = useState(begin);
  const [claims, setClaims] = useState<JsonObject>();
  const now = useNow();
  const until = type === undefined ? undefined : readUntil(filled.until, type.validity, now);
  const validFor = until === "wrong" ? undefined : until;
  return { filled, setFilled, claims, setClaims, validFor };
}
