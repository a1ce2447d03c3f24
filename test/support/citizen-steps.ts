import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import type { JsonObject } from "../../src/json/value.ts";
import type { SampleWindow } from "./sample-window.ts";

/** Of a birth certificate for Ada's second child. */
export const OTTO = {
  registration_number: "C 0007/1993",
  registered_on: "1993-05-01",
  family_name: "Sample",
  given_name: "Otto",
  birthdate: "1993-04-28",
  place_of_birth: "Hilltown",
  parent_1: { name: "Ines Sample" },
};

export type Asked = readonly (readonly [path: string, optional?: "optional"])[];

/** The bank asks for claims of an identity card. */
export async function askedAsBank(window: SampleWindow, purpose: string, asked: Asked): Promise<string> {
  const claims = asked.map(([path, optional]) => ({
    path: path.split("/"),
    optional: optional === "optional",
  }));
  const credentials = [{ vct: "urn:sealfolio:type:id-card:1", claims }];
  return (await window.other("bank", "counter.ask", { purpose, credentials, validFor: 600 })).request;
}

/** What the bank sees in an answer, without what every document has. */
export async function seenAsBank(window: SampleWindow, response: string): Promise<JsonObject> {
  const own = new Set(["iss", "vct", "iat", "exp", "cnf", "status"]);
  const { verdict } = await window.other("bank", "counter.check", { response });
  assert.notEqual(verdict.outcome, "not valid");
  const claims = Object.entries(verdict.documents[0]?.claims ?? {});
  return Object.fromEntries(claims.filter(([name]) => !own.has(name)));
}

/** Chooses a file in the dialog that a button opens. */
export async function chooseFile(page: Page, opener: string, name: string, buffer: Buffer): Promise<void> {
  const button = page.getByRole("button", { name: opener, exact: true });
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button.click()]);
  await chooser.setFiles({ name, mimeType: "application/octet-stream", buffer });
}

/** Pastes a message into the intake of the screen at an address, and opens it. */
export async function pasteInto(window: SampleWindow, hash: string, text: string): Promise<void> {
  await window.goTo(hash);
  const field = window.page.getByLabel("Or paste it here");
  await field.fill(text);
  await field.press("Enter");
}
