import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import AR from "../../renderer/words/ar/citizen.json" with { type: "json" };
import DE from "../../renderer/words/de/citizen.json" with { type: "json" };
import EN from "../../renderer/words/en/citizen.json" with { type: "json" };
import OFFICE from "../../renderer/words/en/office.json" with { type: "json" };
import type { HeldCopiesView } from "../../src/contract/copies-views.ts";
import type { CredentialView } from "../../src/contract/views.ts";
import { COPIES_EN } from "../../src/words/codes/copies/en.ts";
import { findBrowser } from "../support/browser.ts";
import { buildRenderer } from "../support/built-renderer.ts";
import { FAKE_WALLET, withPreferences } from "../support/fake-bridge.ts";
import { openBrowser } from "../support/page-browser.ts";
import { openWindow } from "../support/window-page.ts";

// What a holder must know of single-use copies stands with their certificate, in every language.

const path = findBrowser();
const skip = path === undefined ? "no browser installed" : false;
const browser = path === undefined ? undefined : await openBrowser(path);
after(() => browser?.close());
if (path !== undefined) buildRenderer();
const SHOTS = process.env["SEALFOLIO_SHOTS"];

const WORDS = { ar: AR.single_use, de: DE.single_use, en: EN.single_use };

const MARK = "C".repeat(42) + "A";
const NOW = Math.floor(Date.now() / 1000);

function certificate(copies: HeldCopiesView): CredentialView {
  return {
    id: MARK,
    commitment: MARK,
    type: { id: "birth-certificate", vct: "urn:t", name: { en: "Birth certificate" } },
    office: { id: "civil-registry", name: { en: "Civil registry" } },
    claims: [{ path: ["given_name"], label: { en: "Given name" }, kind: "text", value: "Ada" }],
    issued: { height: 12, time: NOW - 5000, entry: MARK },
    expires: NOW + 9_000_000,
    state: "valid",
    age: { height: 12, time: NOW - 60, seconds: 60 },
    withConsentKey: false,
    withoutConsent: false,
    copies,
  };
}

const CASES: readonly (readonly [copies: HeldCopiesView, said: number])[] = [
  [{ left: 9, spent: 1, among: 64, warn: [] }, 3],
  [{ left: 2, spent: 8, among: 4, warn: ["few", "among"] }, 5],
  [{ left: 0, spent: 3, among: 4, warn: ["none", "among", "restored"] }, 6],
];

for (const language of ["en", "de", "ar"] as const) {
  test(`copies left, few, and none, with what to do: ${language}`, { skip }, async () => {
    assert.ok(browser !== undefined);
    const sentence = (name: string, values: HeldCopiesView): string =>
      (WORDS[language][name as keyof typeof AR.single_use] ?? "").replaceAll(
        /\{\{(\w+)\}\}/g,
        (_, each: string) => String(values[each as "left"]),
      );
    for (const [copies, said] of language === "en" ? CASES : CASES.slice(-1)) {
      const held = certificate(copies);
      const answers = {
        ...withPreferences({ language }),
        "wallet.status": { ok: true, value: FAKE_WALLET },
        "holder.show": { ok: true, value: held },
        "holder.list": { ok: true, value: [held] },
        "holder.receipt": { ok: true, value: { receipt: "" } },
      } as const;
      const size = { width: 1100, height: 760 };
      const { page, close } = await openWindow(browser, { hash: `#/certificates/${MARK}`, answers, size });
      const names = [
        "title",
        copies.left === 0 ? "none" : "means",
        "ends",
        ...(copies.left < 3 ? ["ask"] : []),
        ...copies.warn.filter((one) => one === "among" || one === "restored"),
      ];
      assert.equal(names.length, said);
      for (const name of names) {
        const text = sentence(name, copies);
        assert.notEqual(text, "");
        // What is filled in is set apart where the line runs the other way.
        const pattern = text
          .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
          .replaceAll(/\d+/g, "[\\u2066-\\u2069]*$&[\\u2066-\\u2069]*");
        await page.getByText(new RegExp(pattern)).first().waitFor();
      }
      if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${language}-${copies.left}.png`) });
      await close();
    }
  });
}

test(
  "how far new copies are: they can be asked for, are waited for, came otherwise, or why there are none",
  { skip },
  async () => {
    assert.ok(browser !== undefined);
    const { waiting, arrived, fetch, awaited } = WORDS.en;
    const low = { left: 1, spent: 7, among: 64, warn: ["few"] } as const;
    const cases: readonly (readonly [copies: HeldCopiesView, says: string, act: string])[] = [
      [{ ...low, refill: "waiting", refillSince: NOW - 60 }, waiting, awaited],
      [{ ...low, refill: "arrived", refillSince: NOW - 60 }, arrived, awaited],
      [{ ...low, refill: "possible", failed: { at: NOW - 60, code: "vci.denied" } }, "vci.denied", fetch],
    ];
    for (const [copies, says, act] of cases) {
      const held = certificate(copies);
      const answers = {
        ...withPreferences({ language: "en" }),
        "wallet.status": { ok: true, value: FAKE_WALLET },
        "holder.show": { ok: true, value: held },
        "holder.list": { ok: true, value: [held] },
        "holder.receipt": { ok: true, value: { receipt: "" } },
        // What it answers is read by the screen that opens then.
        "receive.renew": { ok: true, value: {} as never },
        "receive.list": { ok: true, value: [] },
      } as const;
      const size = { width: 1100, height: 760 };
      const { page, close } = await openWindow(browser, { hash: `#/certificates/${MARK}`, answers, size });
      await page.getByText(says).first().waitFor();
      if (SHOTS !== undefined)
        await page.screenshot({ path: join(SHOTS, `refill-${copies.refill ?? ""}.png`) });
      await page.getByText(act, { exact: true }).click();
      await page.waitForURL(({ hash }) => hash === "#/receive");
      await close();
    }
  },
);

test("an officer who issues to all sees who was left out, and why", { skip }, async () => {
  assert.ok(browser !== undefined);
  const waiting = ["Ada", "Ben", "Cleo"].map((name, at) => ({
    id: name.padEnd(22, "A"),
    type: "birth-certificate",
    copies: 8,
    claims: { given_name: name },
    since: NOW - 60 + at,
  }));
  const batch = {
    batch: MARK,
    state: "sealed",
    holders: [],
    left: [{ id: waiting[2]?.id ?? "", code: "copies.twice" }],
  } as const;
  const answers = {
    ...withPreferences({ language: "en" }),
    "wallet.status": { ok: true, value: FAKE_WALLET },
    "office.types": { ok: true, value: [] },
    "copies.list": { ok: true, value: [] },
    "copies.waiting": { ok: true, value: waiting },
    "copies.issue_waiting": { ok: true, value: batch },
  } as const;
  const size = { width: 1100, height: 760 };
  const { page, close } = await openWindow(browser, { hash: "#/copies", answers, size });
  const why = page.getByText(String(COPIES_EN["copies.twice"].what));
  await page.getByRole("button", { name: OFFICE.copies.issue }).click();
  assert.equal(await why.count(), 0);
  await page.getByRole("alertdialog").getByRole("button", { name: OFFICE.copies.issue }).click();
  await why.waitFor();
  assert.equal(await why.count(), 1, "of one of them");
  if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, "left-out.png") });
  await close();
});
