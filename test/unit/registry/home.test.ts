import assert from "node:assert/strict";
import { chmodSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { createPrivateKey } from "node:crypto";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { systemRandom } from "../../../main/doors/random.ts";
import { type FoundOptions, initRegistry } from "../../../main/registry/founding/found.ts";
import { homePath, isRole, readHome } from "../../../main/registry/home/home.ts";
import { readKeyFile, writeKeyFile } from "../../../main/registry/home/key-file.ts";
import { Ledger } from "../../../src/chain/blocks/ledger.ts";
import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { equal } from "../../../src/bytes/bytes.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { throwsCode } from "../../support/throws-code.ts";

function options(more: Partial<FoundOptions> = {}): FoundOptions {
  return {
    name: { en: "Test" },
    origin: "registry.test/home",
    authorities: 4,
    random: systemRandom,
    primitives: nodePrimitives,
    ...more,
  };
}

function folderOf(t: TestContext): string {
  return join(tempFolder(t), "registry");
}

test("a founded registry begins with a genesis that every founder signed and every ledger takes", (t) => {
  for (const [count, quorum, effective] of [
    [1, undefined, 1],
    [4, undefined, 3],
    [4, 4, 4],
    [15, undefined, 11],
  ] as const) {
    const more = quorum === undefined ? {} : { quorum };
    const founded = initRegistry(folderOf(t), options({ authorities: count, ...more }));
    const ledger = new Ledger(fromBase64Url(founded.registry), nodePrimitives);
    const { draft } = ledger.draft([founded.genesis], 1_750_000_000);
    assert.ok(draft);
    ledger.commit(draft);
    assert.equal(ledger.sealPolicy().quorum, effective);
    assert.equal(founded.authorities.length, count);
    for (const { id, home } of founded.authorities) {
      const { cosign } = ledger.sealPolicy().authorities.find((each) => each.id === id) as {
        cosign: Uint8Array;
      };
      assert.ok(equal(readKeyFile(homePath(home, "cosignKey")).publicKey, cosign));
    }
  }
});

test("homes are read back as written; nobody else may read a key", (t) => {
  const folder = folderOf(t);
  const founded = initRegistry(folder, options());
  const node = readHome(founded.node, nodePrimitives);
  assert.ok(isRole(node, "solo"));
  assert.equal(node.config.cosigners.length, 4);
  const [first] = founded.authorities;
  const authority = readHome(first?.home as string, nodePrimitives);
  assert.ok(isRole(authority, "cosigner"));
  assert.equal(authority.config.id, "authority-1");
  if (process.platform === "win32") return;
  for (const path of [homePath(founded.node, "logKey"), homePath(first?.home as string, "entryKey")]) {
    assert.equal(statSync(path).mode & 0o777, 0o600);
  }
});

test("founding twice in one folder, or by names that no node would read, is refused", (t) => {
  const folder = folderOf(t);
  initRegistry(folder, options());
  throwsCode(() => initRegistry(folder, options()), "registry.exists");
  throwsCode(() => initRegistry(folderOf(t), options({ authorities: 0 })), "registry.authorities");
  throwsCode(() => initRegistry(folderOf(t), options({ authorities: 16 })), "registry.authorities");
  throwsCode(
    () => initRegistry(folderOf(t), options({ authorities: [{ id: "../x", name: { en: "X" } }] })),
    "registry.authorities",
  );
  const twice = { id: "a", name: { en: "A" } };
  throwsCode(
    () => initRegistry(folderOf(t), options({ authorities: [twice, twice] })),
    "registry.authorities",
  );
  throwsCode(() => initRegistry(folderOf(t), options({ origin: "https://x/" })), "registry.genesis");
  throwsCode(() => initRegistry(folderOf(t), options({ quorum: 5 })), "registry.genesis");
});

test("a configuration that is not one, or another registry's genesis, is refused", (t) => {
  const { node } = initRegistry(folderOf(t), options());
  const path = homePath(node, "config");
  const good = readFileSync(path, "utf8");
  const bad = [
    "",
    "[]",
    "{}",
    good.slice(0, -3),
    good.replace('"solo"', '"chief"'),
    good.replace('"listen"', '"listens"'),
    good.replace("{", '{"more": 1,'),
    good.replace('"port": 0', '"port": 65536'),
    good.replace('"home": "../authorities/authority-1"', '"url": "file:///etc"'),
    `{"a":${"[".repeat(100)}${"]".repeat(100)}}`,
  ];
  for (const text of bad) {
    writeFileSync(path, text);
    throwsCode(() => readHome(node, nodePrimitives), "registry.config");
  }
  writeFileSync(path, " ".repeat(70_000));
  throwsCode(() => readHome(node, nodePrimitives), "file.too_large");
  writeFileSync(path, good);
  writeFileSync(homePath(node, "genesis"), "{}");
  throwsCode(() => readHome(node, nodePrimitives), "registry.foreign");
  throwsCode(() => readHome(join(node, "nowhere"), nodePrimitives), "registry.missing");
});

test("a key file is PKCS #8 as other programs read it, and nothing else is taken for one", (t) => {
  const path = join(tempFolder(t), "a.key");
  const secret = systemRandom(32);
  writeKeyFile(path, secret);
  const pem = readFileSync(path, "utf8");
  const jwk = createPrivateKey(pem).export({ format: "jwk" });
  assert.deepEqual(fromBase64Url(jwk.d as string), secret);
  assert.deepEqual(fromBase64Url(jwk.x as string), Uint8Array.from(readKeyFile(path).publicKey));
  throwsCode(() => writeKeyFile(path, secret), "file.exists");
  throwsCode(() => readKeyFile(`${path}.none`), "file.missing");
  for (const text of ["", pem.slice(1), `${pem}\n`, pem.replace("MC4C", "MC8C"), pem.replace("\n", "\r\n")]) {
    writeFileSync(path, text);
    throwsCode(() => readKeyFile(path), "registry.key");
  }
  writeFileSync(path, pem);
  if (process.platform === "win32") return;
  for (const mode of [0o644, 0o640, 0o602, 0o660]) {
    chmodSync(path, mode);
    throwsCode(() => readKeyFile(path), "registry.key_mode");
  }
  chmodSync(path, 0o400);
  readKeyFile(path);
});
