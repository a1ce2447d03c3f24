import type { ArgsOf } from "../../src/contract/contract.ts";
import { client } from "../bridge/window-client.ts";
import { takePreferences, useApp } from "./app-state.ts";

/** How many changes were asked for: an earlier one's answer knows nothing of a later one. */
let asked = 0;

/**
 * Changes what the person wants and shows it at once, whatever the disk says of it. Returns the code
 * where it could not be kept.
 */
export async function setPreferences(wanted: ArgsOf<"app.set_preferences">): Promise<string | undefined> {
  const mine = ++asked;
  const before = useApp.getState().app?.preferences;
  const given = Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
  if (before !== undefined) takePreferences({ ...before, ...given });
  const answer = await client.call("app.set_preferences", wanted);
  if (!answer.ok) return answer.code;
  if (mine === asked) takePreferences(answer.value);
  return undefined;
}
