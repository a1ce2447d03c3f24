import { useEffect, useState } from "react";
import type { DuplicateView, OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { client } from "../../bridge/window-client.ts";
import { valueAt } from "./draft.ts";

/** Milliseconds without another key before the registry's copy is asked. */
const PAUSE = 200;

/**
 * Whether something in force stands for the same thing already; undefined while the claims that decide
 * are not all there. `except`: what is about to be replaced.
 */
export function useDuplicate(
  type: OfficeTypeView,
  claims: JsonObject,
  except: string | undefined,
): DuplicateView | undefined {
  const [found, setFound] = useState<{ readonly for: string; readonly view: DuplicateView }>();
  const isWhole = type.unique.length > 0 && type.unique.every((path) => valueAt(claims, path) !== undefined);
  const asked = isWhole
    ? JSON.stringify([type.id, ...type.unique.map((path) => valueAt(claims, path))])
    : undefined;

  useEffect(() => {
    if (asked === undefined) return undefined;
    let stands = true;
    const timer = setTimeout(async () => {
      const answer = await client.call("office.find_duplicate", { type: type.id, claims });
      if (stands && answer.ok) setFound({ for: asked, view: answer.value });
    }, PAUSE);
    return () => {
      stands = false;
      clearTimeout(timer);
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` stands for what decides of type and claims
  }, [asked]);

  if (found === undefined || found.for !== asked) return undefined;
  const isOwn = found.view.commitment !== undefined && found.view.commitment === except;
  return isOwn ? { state: "free" } : found.view;
}
