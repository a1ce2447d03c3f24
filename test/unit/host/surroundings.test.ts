import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { downloadsFolder, saveAsNew } from "../../../main/host/chromium/downloads.ts";
import { findBrowser } from "../../../main/host/chromium/find-browser.ts";
import { defaultDataFolder } from "../../../main/host/data-folder.ts";
import { checkLink } from "../../../main/app/links.ts";
import { readOptions } from "../../../main/host/options.ts";
import { PageFiles } from "../../../main/host/page-files.ts";
import { tempFolder } from "../../support/temp-folder.ts";
import { throwsCode } from "../../support/throws-code.ts";
import { HOSTILE_PATHS, tinyPage } from "../../support/tiny-page.ts";

test("a link is opened only to the places that the program itself points to", () => {
  assert.equal(checkLink("https://www.rfc-editor.org/rfc/rfc6962"), "https://www.rfc-editor.org/rfc/rfc6962");
  for (const link of [
    "http://www.rfc-editor.org/",
    "https://www.rfc-editor.org.example.org/",
    "https://example.org/?https://www.rfc-editor.org/",
    "https://www.rfc-editor.org@example.org/",
    "https://user:pass@www.rfc-editor.org/",
    "https://www.rfc-editor.org:8443/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "//www.rfc-editor.org/",
    "-h",
    "",
    "https://",
  ]) {
    throwsCode(() => checkLink(link), "host.link_refused");
  }
});

test("the data folder is where each operating system keeps such", () => {
  assert.equal(defaultDataFolder("linux", {}, "/home/a"), "/home/a/.local/share/sealfolio");
  assert.equal(defaultDataFolder("linux", { XDG_DATA_HOME: "/data" }, "/home/a"), "/data/sealfolio");
  assert.equal(
    defaultDataFolder("linux", { XDG_DATA_HOME: "here" }, "/home/a"),
    "/home/a/.local/share/sealfolio",
  );
  assert.equal(defaultDataFolder("darwin", {}, "/Users/a"), "/Users/a/Library/Application Support/Sealfolio");
  assert.match(defaultDataFolder("win32", { APPDATA: "C:\\Roaming" }, "C:\\a"), /^C:\\Roaming.Sealfolio$/);
});

test("words of others among the options do no harm", () => {
  const options = readOptions([
    "/app",
    "--no-sandbox",
    "--data",
    "/d",
    "--allow-root",
    "--data=",
    "--inspect=1",
  ]);
  assert.equal(options.allowRoot, true);
  assert.equal(options.sample, false);
  assert.equal(options.headless, false);
});

test("a browser is found in the folders of PATH that are no relative ones, or where it is named", () => {
  const machine = (env: object, ...paths: string[]) =>
    findBrowser({ platform: "linux", env: { ...env }, exists: (path) => paths.includes(path) });
  const PATH = "bin:/usr/local/bin:/usr/bin";
  assert.deepEqual(machine({ PATH }, "/usr/bin/google-chrome"), {
    path: "/usr/bin/google-chrome",
    name: "Chrome",
  });
  assert.deepEqual(machine({ PATH }, "/usr/bin/google-chrome", "/usr/bin/chromium"), {
    path: "/usr/bin/chromium",
    name: "Chromium",
  });
  assert.equal(machine({ PATH }, "/usr/bin/microsoft-edge")?.name, "Edge");
  assert.equal(machine({ PATH }, "bin/chromium"), undefined);
  assert.equal(machine({ PATH, SEALFOLIO_BROWSER: "/opt/x" }, "/opt/x", "/usr/bin/chromium")?.path, "/opt/x");
  assert.equal(machine({ PATH }), undefined);
  const mac = findBrowser({ platform: "darwin", env: {}, exists: (path) => path.includes("Edge") });
  assert.equal(mac?.name, "Edge");
});

test("only the page's own files are found, whatever leads elsewhere", (t) => {
  const folder = tinyPage(t);
  const files = new PageFiles(folder);
  assert.equal(files.find("/")?.type, "text/html; charset=utf-8");
  assert.equal(files.find("/index.html")?.type, "text/html; charset=utf-8");
  assert.equal(files.find("/assets/page.js")?.type, "text/javascript; charset=utf-8");
  assert.equal(files.find("/assets/page%2ejs")?.type, "text/javascript; charset=utf-8");
  for (const path of [...HOSTILE_PATHS, "", "index.html", "/assets//page.js", "/./index.html"]) {
    assert.equal(files.find(path), undefined, path);
  }
  throwsCode(() => new PageFiles(join(folder, "assets")), "host.no_page");
  throwsCode(() => new PageFiles(join(folder, "absent")), "host.no_page");
});

test("saving finds a free name and tells it without the way there", (t) => {
  const folder = tempFolder(t);
  const place = basename(folder);
  assert.equal(saveAsNew(folder, "a.tar.txt", "1"), `${place}/a.tar.txt`);
  assert.equal(saveAsNew(folder, "a.tar.txt", "2"), `${place}/a.tar (2).txt`);
  assert.equal(saveAsNew(folder, "a.tar.txt", "3"), `${place}/a.tar (3).txt`);
  assert.deepEqual(readdirSync(folder).length, 3);
  throwsCode(() => saveAsNew(join(folder, "absent"), "a.txt", "1"), "file.missing");
});

test("downloads go where the person's own go, else to their home", (t) => {
  const home = tempFolder(t);
  assert.equal(downloadsFolder(home), home);
  mkdirSync(join(home, "Downloads"));
  assert.equal(downloadsFolder(home), join(home, "Downloads"));
  mkdirSync(join(home, ".config"));
  const say = (text: string): void => writeFileSync(join(home, ".config", "user-dirs.dirs"), text);
  say('XDG_DESKTOP_DIR="$HOME/Desktop"\nXDG_DOWNLOAD_DIR="$HOME/Geladen"\n');
  assert.equal(downloadsFolder(home), join(home, "Downloads"));
  mkdirSync(join(home, "Geladen"));
  assert.equal(downloadsFolder(home), join(home, "Geladen"));
  say('XDG_DOWNLOAD_DIR="$(rm -r /)"\n');
  assert.equal(downloadsFolder(home), join(home, "Downloads"));
});
