import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { systemClock } from "../../../main/doors/clock.ts";
import type { AnchorView, ReceivingView } from "../../../src/contract/receive-views.ts";
import type { CredentialView } from "../../../src/contract/views.ts";
import { hierarchy, toX5c } from "../../support/certificates.ts";
import { createWallet } from "../../support/cli-wallet.ts";
import { StubIssuer } from "../../support/stub-issuer.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { WalletWorld } from "../../support/wallet-world.ts";
import { WarmCli } from "../../support/warm-cli.ts";

const folder = tempFolder({ after });
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const PASSPHRASE = "a long walk along the lake";
const { root, middle, leaf } = hierarchy(systemClock());
const world = await WalletWorld.open({ after });
const issuer = await StubIssuer.start({ after });
issuer.x5c = toX5c([leaf, middle]);
const wallet = join(folder, "wallet");
await createWallet(wallet, {
  passphrase: PASSPHRASE,
  registry: world.registry,
  sources: [world.url],
  mode: "light",
});
const cli = new WarmCli({ after });
const mine = ["--wallet", wallet, "--passphrase-file", file("passphrase", PASSPHRASE)];
const ask = <T>(words: readonly string[], exit = 0): Promise<T> => cli.ask<T>([...words, ...mine], exit);

test("an offer is looked at, refused or kept by commands, as in the window", async () => {
  const plain = file("plain", issuer.offer("a"));
  const far = await cli.run(["wallet", "collect", plain, ...mine]);
  assert.equal(far.exit, 4);
  assert.match(far.stderr, /vci\.address/, "an issuer on this machine only where one says so");

  const seen = await ask<ReceivingView>(["wallet", "collect", plain, "--local"]);
  assert.deepEqual([seen.state, seen.arrived[0]?.trust], ["arrived", "none"]);
  assert.equal(seen.arrived[0]?.claims[0]?.value, "Physics");
  assert.equal((await ask<ReceivingView[]>(["wallet", "arrivals"])).length, 1, "a later command has it");
  await ask(["wallet", "arrivals", seen.id, "--refuse", "--local"]);
  assert.deepEqual(await ask(["wallet", "arrivals"]), []);
  assert.deepEqual(await ask(["wallet", "list"]), []);
  assert.deepEqual(issuer.events, ["a credential_deleted"]);

  const pem = file("root.pem", new X509Certificate(root).toString());
  const [anchor] = await ask<AnchorView[]>(["wallet", "trust", pem]);
  assert.equal(anchor?.trusted, false);
  assert.deepEqual(await ask(["wallet", "trust"]), []);
  const [trusted] = await ask<AnchorView[]>(["wallet", "trust", pem, "--import", anchor.fingerprint]);
  assert.equal(trusted?.trusted, true);

  const code = file("code", "4711\n");
  const withCode = file("with-code", issuer.offer("b", "4711"));
  const kept = await ask<{ ids: string[] }>([
    "wallet",
    "collect",
    withCode,
    "--code-file",
    code,
    "--keep",
    "--local",
  ]);
  const [held] = await ask<CredentialView[]>(["wallet", "list"]);
  assert.deepEqual(kept.ids, [held?.id]);
  assert.equal(held?.claims[0]?.value, "Physics");
  const unknown = await cli.run(["wallet", "renew", seen.id, "--local", ...mine]);
  assert.match(unknown.stderr, /receive\.not_renewable/);
  const next = await ask<ReceivingView>(["wallet", "renew", held.id, "--local"]);
  assert.equal(next.renews?.credential, held.id);
  await ask(["wallet", "arrivals", next.id, "--refuse", "--local"]);

  await ask(["wallet", "trust", "--remove", anchor.fingerprint]);
  assert.deepEqual(await ask(["wallet", "trust"]), []);
  assert.equal((await cli.run(["wallet", "trust", "--import", anchor.fingerprint, ...mine])).exit, 2);
});

test("what is not issued yet waits, and is fetched by a later command", async () => {
  issuer.pending = 2;
  const offer = file("late", issuer.offer("c"));
  const waiting = await ask<ReceivingView>(["wallet", "collect", offer, "--local"], 3);
  assert.equal(waiting.state, "waiting");
  const words = ["wallet", "arrivals", waiting.id, "--local"];
  let state = "waiting";
  for (let round = 0; round < 20 && state === "waiting"; round++) {
    const ran = await cli.run([...words, "--json", ...mine]);
    assert.ok(ran.exit === 0 || ran.exit === 3, ran.stderr);
    ({ state } = JSON.parse(ran.stdout) as ReceivingView);
  }
  assert.equal(state, "arrived");
  const kept = await ask<{ ids: string[] }>([...words, "--keep"]);
  assert.equal(kept.ids.length, 1);
  const told = await cli.run(["wallet", "arrivals", ...mine]);
  assert.match(told.stdout, /Nothing was asked for/);
});

test("a certificate that ends beyond every calendar is listed as one without an end", async () => {
  issuer.claims = { degree: "Physics", exp: 1e15 };
  const seen = await ask<ReceivingView>([
    "wallet",
    "collect",
    file("endless", issuer.offer("endless")),
    "--local",
  ]);
  const kept = await cli.run(["wallet", "arrivals", seen.id, "--keep", "--local", ...mine]);
  assert.equal(kept.exit, 0, kept.stderr);
  const listed = await cli.run(["wallet", "list", ...mine]);
  assert.match(listed.stdout, /Issued, without an end/);
});
