import type { AnswerOf } from "../../../src/contract/contract.ts";
import { client } from "../../bridge/window-client.ts";
import { goHome } from "../../router/use-place.ts";
import { refreshApp, takeApp } from "../../state/app-state.ts";

/** Takes over what a call that changes the wallet in use answered, and shows that wallet's first screen. */
export async function showProfile(
  answer: AnswerOf<"app.open_profile" | "app.create_profile" | "app.start_sample">,
): Promise<void> {
  if (answer.ok) {
    goHome();
    takeApp(answer.value);
  }
  await refreshApp(client);
}
