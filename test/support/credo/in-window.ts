import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import type { SdJwtVcRecord } from "@credo-ts/core";
import type { SampleWindow } from "../sample-window.ts";
import { credoHolder } from "./agent.ts";
import { collect } from "./collect.ts";
import { credoUniversity } from "./university.ts";

interface Endings {
  after(work: () => void | Promise<void>): void;
}

type Look = (name: string) => Promise<void>;

/** Ada's wallet takes an offer of Credo's in the window, with its code, and keeps what came. */
export async function receiveFromCredo(window: SampleWindow, t: Endings, look: Look): Promise<void> {
  const { page } = window;
  const text = (said: string) => page.getByText(said, { exact: false }).first();
  const { agent, issuer, certificate } = await credoUniversity(t);
  const file = new X509Certificate(Buffer.from(certificate, "base64")).toString();
  await window.switchTo("ada");
  const [seen] = await window.ask("trust.look", { file });
  await window.ask("trust.import", { file, fingerprints: [seen?.fingerprint ?? ""] });
  const offered = await agent.openid4vc.issuer?.createCredentialOffer({
    issuerId: issuer.issuerId,
    credentialConfigurationIds: ["degree"],
    preAuthorizedCodeFlowConfig: { txCode: { input_mode: "numeric", length: 4 } },
    version: "v1",
  });
  assert.ok(offered !== undefined);
  await window.goTo("#/receive");
  await page.getByLabel("Or paste it here").fill(offered.credentialOffer);
  await page.getByLabel("Or paste it here").press("Enter");
  await window.title("Somebody offers you a certificate");
  await text("Credo University").waitFor();
  const { userPin = "" } = offered.issuanceSession as { readonly userPin?: string };
  await page.getByLabel("Code from the issuer").fill(userPin);
  await page.keyboard.press("Enter");
  await window.title("Look before you keep it");
  for (const said of ["Vouched for by", "Known by your import", "Physics", "Lakeside"]) {
    await text(said).waitFor();
  }
  await look("credo-arrived");
  await page.getByRole("button", { name: "Keep it", exact: true }).click();
  await window.title("Degree");
  await text("This certificate comes from outside the registry.").waitFor();
  await look("credo-kept");
}

/** The civil registry offers a birth certificate in the window, and Credo's holder collects it. */
export async function issueToCredo(
  window: SampleWindow,
  t: Endings,
  look: Look,
  fields: { readonly [label: string]: string },
): Promise<void> {
  const { page } = window;
  const press = (name: string) => page.getByRole("button", { name, exact: true }).click();
  await window.switchTo("civil-registry");
  await window.goTo("#/offers");
  await press("Make an offer");
  await page.getByRole("radio", { name: /Birth certificate/ }).check({ force: true });
  await press("Fill it in");
  await window.title("Birth certificate: fill in");
  const given = { ...fields, "Given names": "Cleo" };
  for (const [label, value] of Object.entries(given)) await page.getByLabel(label).first().fill(value);
  await press("Look at it");
  await window.title("Birth certificate: look once more");
  await press("Make the offer");
  await page.getByRole("img", { name: "Offer for Cleo Sample" }).waitFor();
  const offers = await window.ask("offers.list", {});
  const offer = offers.find(({ claims }) => claims["given_name"] === "Cleo");
  const { certificate } = await window.ask("offers.certificate", {});
  const agent = await credoHolder(t, [Buffer.from(new X509Certificate(certificate).raw).toString("base64")]);
  const { record } = await collect(agent, offer?.link ?? "", offer?.txCode);
  const { prettyClaims } = (record as SdJwtVcRecord).firstCredential;
  assert.equal((prettyClaims as { readonly given_name?: unknown }).given_name, "Cleo");
  await window.goTo("#/offers");
  await page.getByRole("row", { name: /Cleo Sample.*Collected/ }).click();
  await page.getByText("A wallet collected it.").first().waitFor();
  await look("credo-collected");
}
