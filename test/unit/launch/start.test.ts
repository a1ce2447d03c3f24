import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildWhenStale } from "../../../main/launch/build-renderer.ts";
import { chooseHost, type Surroundings } from "../../../main/launch/choose-host.ts";
import { findElectron, installElectron } from "../../../main/launch/electron-binary.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { tinyPage } from "../../support/tiny-page.ts";

const CHROMIUM = { path: "/usr/bin/chromium", name: "Chromium" } as const;

function machine(change: Partial<Surroundings>): Surroundings {
  return {
    wanted: undefined,
    findElectron: () => undefined,
    installElectron: () => Promise.resolve({ why: "it could not be fetched" }),
    findBrowser: () => undefined,
    installBrowser: undefined,
    ...change,
  };
}

test("Electron where its binary is, and nothing is fetched then", async () => {
  const choice = await chooseHost(
    machine({
      findElectron: () => "/e",
      installElectron: () => assert.fail("fetched"),
      findBrowser: () => CHROMIUM,
    }),
  );
  assert.equal(choice.host, "electron");
  assert.equal(choice.why, "Sealfolio runs in Electron: its binary is installed.");
});

test("Electron fetched, else an installed browser, else one installed now; each with its reason", async () => {
  const fetched = await chooseHost(machine({ installElectron: () => Promise.resolve({ path: "/e" }) }));
  assert.deepEqual(fetched, {
    host: "electron",
    path: "/e",
    why: "Sealfolio runs in Electron: its binary was just fetched.",
  });
  const browser = await chooseHost(machine({ findBrowser: () => CHROMIUM }));
  const why = "Sealfolio runs in Chromium: there is no Electron here, since it could not be fetched.";
  assert.deepEqual(browser, { host: "chromium", browser: CHROMIUM, why });
  let isInstalled = false;
  const installed = await chooseHost(
    machine({
      findBrowser: () => (isInstalled ? CHROMIUM : undefined),
      installBrowser: () => {
        isInstalled = true;
        return Promise.resolve(true);
      },
    }),
  );
  assert.equal(installed.host, "chromium");
});

test("it goes on where nobody reads what it says", async () => {
  const script = join(import.meta.dirname, "..", "..", "..", "main", "launch", "start.ts");
  const child = spawn(process.execPath, [script, "--no-such-word"], { stdio: ["ignore", "ignore", "pipe"] });
  child.stderr.destroy();
  const [code] = (await once(child, "exit")) as [number | null];
  assert.equal(code, 2, "wrong usage, as it would be if it were read");
});

test("with neither, one line says what to install", async () => {
  for (const installBrowser of [undefined, () => Promise.resolve(false), () => Promise.resolve(true)]) {
    const choice = await chooseHost(machine({ installBrowser }));
    assert.equal(choice.host, undefined);
    assert.match(choice.why, /^Sealfolio needs .*apt-get install chromium$/);
    assert.ok(!choice.why.includes("\n"));
  }
});

test("the host that was asked for, and no other", async () => {
  const chromium = await chooseHost(
    machine({
      wanted: "chromium",
      findElectron: () => "/e",
      installElectron: () => assert.fail("fetched"),
      findBrowser: () => CHROMIUM,
    }),
  );
  assert.equal(chromium.why, "Sealfolio runs in Chromium: as asked.");
  const electron = await chooseHost(machine({ wanted: "electron", findBrowser: () => CHROMIUM }));
  assert.deepEqual(electron, { host: undefined, why: "There is no Electron here: it could not be fetched." });
});

/** A checkout whose package of Electron fetches its binary by this script. */
function checkout(t: { after(work: () => void): void }, install: string): string {
  const root = tempFolder(t);
  const home = join(root, "node_modules", "electron");
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{\n  "name": "electron",\n  "version": "45.4.1"\n}');
  writeFileSync(join(home, "index.js"), 'throw new Error("imported");');
  writeFileSync(join(home, "install.js"), install);
  return root;
}

const GOOD = `const fs = require("fs"), path = require("path");
fs.mkdirSync(path.join(__dirname, "dist"));
fs.writeFileSync(path.join(__dirname, "dist", "version"), "45.4.1");
fs.writeFileSync(path.join(__dirname, "dist", "electron"), "");
fs.writeFileSync(path.join(__dirname, "path.txt"), "electron");`;

test("Electron's binary is found without its package, and only the one of its version", async (t) => {
  const root = checkout(t, GOOD);
  assert.equal(findElectron(root), undefined);
  const got = await installElectron({ root, say: () => {}, insist: false });
  const path = join(root, "node_modules", "electron", "dist", "electron");
  assert.deepEqual(got, { path });
  assert.equal(findElectron(root), path);
  writeFileSync(join(root, "node_modules", "electron", "dist", "version"), "44.0.0");
  assert.equal(findElectron(root), undefined);
  assert.equal(findElectron(tempFolder(t)), undefined);
});

test("what cannot be fetched is tried no longer than its time, and not again for a day", async (t) => {
  const root = checkout(t, "setTimeout(() => {}, 60_000);");
  const said: string[] = [];
  const ask = (insist: boolean, limitMs = 300) =>
    installElectron({ root, say: (line) => said.push(line), insist, limitMs });
  const began = performance.now();
  assert.deepEqual(await ask(false), { why: "fetching it took more than 0.3 s" });
  assert.ok(performance.now() - began < 5_000);
  assert.equal(said.length, 1);
  const again = await ask(false);
  assert.ok("why" in again && again.why.startsWith("it could not be fetched lately"));
  assert.equal(said.length, 1);
  assert.deepEqual(await ask(true), { why: "fetching it took more than 0.3 s" });
  const old = new Date(Date.now() - 90_000_000);
  utimesSync(join(root, "dist", ".electron-tried"), old, old);
  writeFileSync(join(root, "node_modules", "electron", "install.js"), "process.exit(1);");
  // Also where a process takes long to begin.
  assert.deepEqual(await ask(false, 60_000), { why: "it could not be fetched" });
  assert.equal(said.length, 3);
});

test("the page is built when its sources are others, and not when their times are", async (t) => {
  const root = tempFolder(t);
  for (const folder of ["renderer/parts", "src", "dist/renderer"])
    mkdirSync(join(root, folder), { recursive: true });
  const source = join(root, "renderer", "parts", "a.tsx");
  writeFileSync(source, "a");
  writeFileSync(join(root, "src", "a.ts"), "a");
  let builds = 0;
  const build = (): Promise<boolean> => {
    builds++;
    writeFileSync(join(root, "dist", "renderer", "index.html"), "");
    return Promise.resolve(true);
  };
  const run = () => buildWhenStale(root, () => {}, build);
  assert.equal(await run(), true);
  assert.equal(await run(), true);
  utimesSync(source, new Date(), new Date());
  await run();
  assert.equal(builds, 1);
  writeFileSync(source, "b");
  await run();
  await run();
  assert.equal(builds, 2);
  renameSync(source, join(root, "renderer", "parts", "b.tsx"));
  await run();
  assert.equal(builds, 3);
  rmSync(join(root, "dist", "renderer", "index.html"));
  await run();
  assert.equal(builds, 4);
  writeFileSync(join(root, "src", "a.ts"), "b");
  assert.equal(
    await buildWhenStale(
      root,
      () => {},
      () => Promise.resolve(false),
    ),
    false,
  );
  await run();
  assert.equal(builds, 5);
  rmSync(join(root, "renderer"), { recursive: true });
  await run();
  assert.equal(builds, 5);
  assert.ok(existsSync(join(root, "dist", "renderer", ".stamp")));
});

const START = join(import.meta.dirname, "..", "..", "..", "main", "launch", "start.ts");

function start(args: readonly string[], env: object): { code: number | null; out: string; said: string } {
  const bare = { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env };
  const node = ["--disable-warning=ExperimentalWarning", START, ...args];
  const done = spawnSync(process.execPath, node, { env: bare, encoding: "utf8" });
  return { code: done.status, out: done.stdout, said: done.stderr };
}

test(
  "without a display it says so and what works without one",
  { skip: process.platform !== "linux" ? "Linux only: DISPLAY" : false },
  () => {
    const { code, said } = start([], { SEALFOLIO_HOST: "chromium" });
    assert.equal(code, 4);
    assert.match(said, /no display.*npm run demo\n$/);
  },
);

test("what it does not understand it says, with its help", () => {
  for (const [args, env] of [
    [["--such"], {}],
    [["--host", "netscape"], {}],
    [["extra"], {}],
    [[], { SEALFOLIO_HOST: "x" }],
  ] as const) {
    const { code, said } = start(args, env);
    assert.equal(code, 2, args.join(" "));
    assert.match(said, /--host electron\|chromium/);
  }
  const help = start(["--help"], {});
  assert.equal(help.code, 0);
  assert.match(help.out, /--allow-root/);
});

const isDebianRoot = process.getuid?.() === 0 && existsSync("/etc/debian_version");

/** A machine with nothing in PATH but an apt-get, which brings a browser that does not start. */
function bareMachine(
  t: { after(work: () => void): void },
  apt: string,
): { path: string; asked: () => string } {
  const path = tempFolder(t);
  const log = join(path, "asked");
  const write = (name: string, text: string): void => {
    writeFileSync(join(path, name), `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  };
  write("apt-get", `echo "$@" >> ${log}\n${apt}`);
  const browser = `printf '#!/bin/sh\\nexit 1\\n' > ${path}/chromium; /bin/chmod 755 ${path}/chromium`;
  write("install-browser", browser);
  return { path, asked: () => (existsSync(log) ? readFileSync(log, "utf8") : "") };
}

test(
  "as root on Debian it installs Chromium, says so, and which host runs and why; elsewhere it says what to install",
  { skip: process.platform === "win32" ? "Windows only: no sh" : false },
  (t) => {
    const { path, asked } = bareMachine(t, 'if [ "$1" = install ]; then install-browser; fi');
    const args = ["--headless", "--page", tinyPage(t), "--data", join(tempFolder(t), "data")];
    const env = { PATH: path, SEALFOLIO_HOST: "chromium" };
    const { code, said } = start(args, env);
    assert.equal(code, 4);
    if (!isDebianRoot) {
      assert.match(said, /^Sealfolio needs .*apt-get install chromium\n$/);
      assert.equal(asked(), "");
      return;
    }
    assert.deepEqual(asked().trim().split("\n"), [
      "update -q",
      "install -q -y --no-install-recommends chromium",
    ]);
    assert.deepEqual(said.trim().split("\n"), [
      "No browser is here; installing Chromium with apt-get, as root ...",
      "Sealfolio runs in Chromium: as asked.",
      "You are root: the sample is all that opens. Real wallets belong to a person of their own, or --allow-root",
      "The browser did not start. (host.not_started)",
    ]);
    // Once it is there it is not installed again; who allows root is not warned.
    const again = start([...args, "--allow-root"], env);
    assert.deepEqual(again.said.trim().split("\n"), [
      "Sealfolio runs in Chromium: as asked.",
      "The browser did not start. (host.not_started)",
    ]);
    assert.equal(asked().trim().split("\n").length, 2);
  },
);

test(
  "where apt-get fails that is said, with what to install",
  { skip: process.platform === "win32" ? "Windows only: no sh" : false },
  (t) => {
    const { path } = bareMachine(t, "exit 100");
    const args = ["--headless", "--page", tinyPage(t), "--data", join(tempFolder(t), "data")];
    const { code, said } = start(args, { PATH: path, SEALFOLIO_HOST: "chromium" });
    assert.equal(code, 4);
    const [last, ...before] = said.trim().split("\n").toReversed();
    assert.match(last ?? "", /^Sealfolio needs .*apt-get install chromium$/);
    if (isDebianRoot) assert.equal(before[0], "apt-get could not install it.");
  },
);

test("what a person types is npm start", () => {
  const text = readFileSync(join(import.meta.dirname, "..", "..", "..", "package.json"), "utf8");
  const { scripts, main } = JSON.parse(text) as { scripts: { start: string }; main: string };
  assert.equal(scripts.start, "node main/launch/node24.mjs main/launch/start.ts");
  assert.ok(existsSync(join(import.meta.dirname, "..", "..", "..", main)));
});
