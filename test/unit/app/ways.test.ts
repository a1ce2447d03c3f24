import assert from "node:assert/strict";
import { test } from "node:test";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { TestApp } from "../../support/test-app.ts";

const PASSPHRASE = "a long walk";
const NEXT = "a longer walk";
const wallet: ArgsOf<"app.create_profile"> = {
  name: "Ada",
  kind: "citizen",
  passphrase: PASSPHRASE,
  registry: "A".repeat(43),
  sources: ["http://127.0.0.1:9/"],
  mode: "light",
  words: true,
};

/** Makes a wallet and confirms its words, as a person with paper does. */
async function withWords(app: TestApp): Promise<readonly string[]> {
  await app.ask("app.create_profile", wallet);
  const { words, ask } = await app.ask("wallet.recovery_words", {});
  const three = ask.map((place) => words[place - 1] ?? "");
  const view = await app.ask("wallet.recovery_confirm", { words: three });
  assert.deepEqual([view.ways, view.wordsWait], [["recovery"], undefined]);
  return words;
}

test("new words wait, three of them are asked back, and then all of them open the wallet", async (t) => {
  const app = new TestApp(t);
  await app.ask("app.create_profile", wallet);
  assert.equal((await app.ask("wallet.status", {})).wordsWait, true);
  const { words, ask } = await app.ask("wallet.recovery_words", {});
  assert.equal(words.length, 24);
  assert.equal(new Set(ask).size, 3);
  assert.ok(ask.every((place, i) => place >= 1 && place <= 24 && place > (ask[i - 1] ?? 0)));
  const right = ask.map((place) => words[place - 1] ?? "");
  for (const wrong of [right.toReversed(), right.slice(1), [...right, "able"], ["able", "able", "able"]]) {
    assert.equal(await app.refused("wallet.recovery_confirm", { words: wrong }), "recovery.mismatch");
  }
  assert.equal((await app.ask("wallet.status", {})).ways, undefined);
  await app.ask("wallet.recovery_confirm", { words: right.map((word) => ` ${word.toUpperCase()} `) });
  assert.equal(await app.refused("wallet.recovery_words", {}), "recovery.none");
  await app.ask("wallet.lock", {});
  assert.deepEqual(await app.ask("wallet.status", {}), { state: "locked", ways: ["recovery"] });
  const opened = await app.ask("wallet.recover", { words: words.join(" "), passphrase: NEXT });
  assert.equal(opened.state, "open");
  await app.ask("wallet.lock", {});
  assert.equal(await app.refused("wallet.unlock", { passphrase: PASSPHRASE }), "vault.wrong_passphrase");
  await app.ask("wallet.unlock", { passphrase: NEXT });
  assert.deepEqual(app.bugs, []);
});

test("words that were not confirmed are gone with the lock, and open nothing", async (t) => {
  const app = new TestApp(t);
  await app.ask("app.create_profile", wallet);
  const { words } = await app.ask("wallet.recovery_words", {});
  await app.ask("wallet.lock", {});
  const text = words.join(" ");
  assert.equal(await app.refused("wallet.recover", { words: text, passphrase: NEXT }), "vault.no_words");
  await app.ask("wallet.unlock", { passphrase: PASSPHRASE });
  assert.equal(await app.refused("wallet.recovery_words", {}), "recovery.none");
  assert.equal(await app.refused("wallet.recovery_confirm", { words: ["a"] }), "recovery.none");
});

test("what are no recovery words is refused with what is wrong with it", async (t) => {
  const app = new TestApp(t);
  const words = await withWords(app);
  await app.ask("wallet.lock", {});
  const others = "abandon ".repeat(23) + "art";
  for (const [text, code] of [
    ["abandon", "words.count"],
    [words.with(6, "zzzz").join(" "), "words.unknown"],
    ["abandon ".repeat(24), "words.checksum"],
    [others, "vault.wrong_words"],
  ] as const) {
    assert.equal(await app.refused("wallet.recover", { words: text, passphrase: NEXT }), code);
  }
  const short = { words: words.join(" "), passphrase: "short" };
  assert.equal(await app.refused("wallet.recover", short), "wallet.weak_passphrase");
});

test("new words take the place of the old ones only when they are confirmed", async (t) => {
  const app = new TestApp(t);
  const old = await withWords(app);
  assert.equal(await app.refused("wallet.recovery_new", { passphrase: "wrong" }), "vault.wrong_passphrase");
  await app.ask("wallet.recovery_new", { passphrase: PASSPHRASE });
  await app.ask("wallet.recovery_later", {});
  await app.ask("wallet.recovery_new", { passphrase: PASSPHRASE });
  const { words, ask } = await app.ask("wallet.recovery_words", {});
  assert.notDeepEqual(words, old);
  await app.ask("wallet.recovery_confirm", { words: ask.map((place) => words[place - 1] ?? "") });
  await app.ask("wallet.lock", {});
  const recover = (these: readonly string[]) => ({ words: these.join(" "), passphrase: NEXT });
  assert.equal(await app.refused("wallet.recover", recover(old)), "vault.wrong_words");
  await app.ask("wallet.recover", recover(words));
});

test("without a store of the operating system there is a plain code and no way around it", async (t) => {
  const app = new TestApp(t);
  await withWords(app);
  assert.equal((await app.ask("app.status", {})).osStore, false);
  assert.equal(await app.refused("wallet.os_on", { passphrase: PASSPHRASE }), "wallet.no_os_store");
  await app.ask("wallet.lock", {});
  assert.equal(await app.refused("wallet.unlock_os", {}), "wallet.no_os_store");
});

test("the operating system opens a wallet that allows it, until it no longer does", async (t) => {
  const app = new TestApp(t);
  await withWords(app);
  const turned = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 0x5a);
  app.host.secrets = {
    seal: (secret) => Promise.resolve(turned(secret)),
    unseal: (sealed) => Promise.resolve(turned(sealed)),
  };
  assert.equal((await app.ask("app.status", {})).osStore, true);
  assert.equal(await app.refused("wallet.os_on", { passphrase: "wrong" }), "vault.wrong_passphrase");
  assert.deepEqual((await app.ask("wallet.os_on", { passphrase: PASSPHRASE })).ways, ["recovery", "os"]);
  await app.ask("wallet.lock", {});
  assert.equal((await app.ask("wallet.unlock_os", {})).state, "open");
  await app.ask("wallet.lock", {});
  app.host.secrets = { ...app.host.secrets, unseal: () => Promise.reject(new Error("not this user")) };
  assert.equal(await app.refused("wallet.unlock_os", {}), "vault.os_store");
  await app.ask("wallet.unlock", { passphrase: PASSPHRASE });
  await app.ask("wallet.os_off", {});
  await app.ask("wallet.lock", {});
  assert.equal(await app.refused("wallet.unlock_os", {}), "vault.no_os");
});

test("a new key ends all ways in but the passphrase, and the wallet goes on", async (t) => {
  const app = new TestApp(t);
  const words = await withWords(app);
  assert.equal(await app.refused("wallet.rekey", { passphrase: "wrong" }), "vault.wrong_passphrase");
  assert.equal((await app.ask("wallet.rekey", { passphrase: PASSPHRASE })).ways, undefined);
  await app.restart();
  const [profile] = (await app.ask("app.status", {})).profiles;
  await app.ask("app.open_profile", { id: profile?.id ?? "" });
  const recover = { words: words.join(" "), passphrase: NEXT };
  assert.equal(await app.refused("wallet.recover", recover), "vault.no_words");
  assert.equal((await app.ask("wallet.unlock", { passphrase: PASSPHRASE })).state, "open");
});
