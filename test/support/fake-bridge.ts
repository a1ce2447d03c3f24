import type { AppView } from "../../src/contract/calls/app.ts";
import type { CallName, ValueOf } from "../../src/contract/contract.ts";
import type { RegistryView, WalletView } from "../../src/contract/views.ts";
import type { Result } from "../../src/result.ts";

/** What a pretended main answers, by call: the same each time it is asked. */
export type FakeAnswers = { readonly [Name in CallName]?: Result<ValueOf<Name>, string> };

const NOW = Math.floor(Date.now() / 1000);

const AUTHORITIES = ["Civil Registry A", "Identity Office", "Financial Authority", "Land Registry B"];

export const FAKE_REGISTRY: RegistryView = {
  id: "A".repeat(43),
  name: { en: "Sample registry", de: "Beispielregister" },
  mode: "full",
  age: { height: 1284, time: NOW - 130, seconds: 130 },
  size: 51_207,
  authorities: AUTHORITIES.map((name, i) => ({ id: `authority-${i}`, name: { en: name }, cosigned: true })),
  quorum: 3,
  sources: [{ url: "https://registry.example/", state: "good" }],
  findings: [],
};

export const FAKE_WALLET: WalletView = {
  state: "open",
  office: { id: "identity-office", name: { en: "Identity Office", de: "Ausweisamt" }, accredited: true },
  registry: FAKE_REGISTRY,
};

export const FAKE_APP: AppView = {
  version: "0.1.0",
  host: "chromium",
  profiles: [
    { id: "one", name: "Sample Holder", kind: "citizen", state: "open", sample: false },
    { id: "two", name: "Identity Office", kind: "office", state: "locked", sample: false },
  ],
  active: "one",
  sample: { state: "none" },
  realWallets: true,
  osStore: false,
  canHide: false,
  preferences: { language: "en", theme: "light", autoLockMinutes: 10, hideFromCapture: false },
};

export const FAKE_ANSWERS: FakeAnswers = {
  "app.status": { ok: true, value: FAKE_APP },
  "wallet.status": { ok: true, value: FAKE_WALLET },
  "wallet.lock": { ok: true, value: { state: "locked", registry: FAKE_REGISTRY } },
  "app.set_preferences": { ok: true, value: FAKE_APP.preferences },
  "host.open_file": { ok: true, value: { name: "request.sealfolio", text: "{}" } },
};

/** Answers in which only the preferences differ. */
export function withPreferences(preferences: Partial<AppView["preferences"]>): FakeAnswers {
  const app = { ...FAKE_APP, preferences: { ...FAKE_APP.preferences, ...preferences } };
  return { ...FAKE_ANSWERS, "app.status": { ok: true, value: app } };
}

/**
 * Script that puts a pretended bridge into a page before its own scripts run. `window.fake.calls` lists
 * what was asked, `window.fake.tell(name, payload)` sends an event, `window.fake.answer(name, result)`
 * changes an answer, `window.fake.slow(name, milliseconds)` lets it take its time, and
 * `window.fake.begin(answers)` changes them all and forgets what was asked.
 */
export function fakeBridge(answers: FakeAnswers): string {
  return `{
    const answers = ${JSON.stringify(answers)};
    const listeners = new Set();
    const pauses = {};
    const fake = {
      calls: [],
      tell: (name, payload) => listeners.forEach((listener) => listener({ name, payload })),
      answer: (name, result) => void (answers[name] = result),
      slow: (name, milliseconds) => void (pauses[name] = milliseconds),
      begin: (others) => {
        for (const name of Object.keys(pauses)) delete pauses[name];
        fake.calls.length = 0;
        for (const name of Object.keys(answers)) delete answers[name];
        Object.assign(answers, others);
      },
    };
    Object.defineProperty(window, "fake", { value: fake });
    Object.defineProperty(window, "sealfolio", { value: Object.freeze({
      call: async (name, args) => {
        fake.calls.push({ name, args });
        if (pauses[name] > 0) await new Promise((done) => setTimeout(done, pauses[name]));
        return answers[name] ?? { ok: false, code: "call.unknown" };
      },
      on: (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    }) });
  }`;
}
