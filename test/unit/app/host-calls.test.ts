import assert from "node:assert/strict";
import { test } from "node:test";
import { FileError } from "../../../main/doors/file-error.ts";
import { HostError } from "../../../main/app/host-error.ts";
import { MAX_IMAGE, MAX_TEXT } from "../../../src/contract/calls/host.ts";
import { TestApp } from "../../support/test-app.ts";

const file = (name: string, bytes: Uint8Array | readonly number[] | string) => ({
  name,
  bytes: typeof bytes === "string" ? Buffer.from(bytes) : Uint8Array.from(bytes),
});
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

test("a text file comes whole, under a name that is only a name", async (t) => {
  const app = new TestApp(t);
  app.host.picks = file("/home/ada/\u202ereq\nuest.json", "grüße\n");
  assert.deepEqual(await app.ask("host.open_file", { as: "text" }), {
    name: "request.json",
    text: "grüße\n",
  });
  app.host.picks = file("C:\\Users\\ada\\x.txt", "");
  assert.deepEqual(await app.ask("host.open_file", { as: "text" }), { name: "x.txt", text: "" });
  app.host.picks = undefined;
  assert.equal(await app.ask("host.open_file", { as: "text" }), null);
});

test("what is no text, or too much of it, is refused by code", async (t) => {
  const app = new TestApp(t);
  for (const [picks, code] of [
    [file("x", [0xff, 0xfe]), "host.not_text"],
    [file("x", [0xed, 0xa0, 0x80]), "host.not_text"],
    [file("x", PNG), "host.not_text"],
    [file("x", "x".repeat(MAX_TEXT + 1)), "host.too_large"],
    [file("x", new Uint8Array(4 * MAX_TEXT + 1)), "host.too_large"],
    [new FileError("file.too_large"), "host.too_large"],
    [new FileError("file.denied"), "host.not_read"],
    [new FileError("file.not_a_file"), "host.not_read"],
    [new HostError("host.not_read"), "host.not_read"],
  ] as const) {
    app.host.picks = picks;
    assert.equal(await app.refused("host.open_file", { as: "text" }), code);
  }
  assert.deepEqual(app.bugs, []);
});

test("an image is one by its first bytes, whatever it is called", async (t) => {
  const app = new TestApp(t);
  app.host.picks = file("photo.txt", PNG);
  const png = await app.ask("host.open_file", { as: "image" });
  assert.deepEqual(png, { name: "photo.txt", image: PNG.toString("base64"), type: "image/png" });
  app.host.picks = file("a.jpg", [0xff, 0xd8, 0xff, 0xe0]);
  const jpeg = await app.ask("host.open_file", { as: "image" });
  assert.ok(jpeg !== null && "type" in jpeg && jpeg.type === "image/jpeg");
  for (const bytes of ["<svg onload=alert(1)>", "GIF89a", "", PNG.subarray(0, 7)]) {
    app.host.picks = file("a.png", bytes);
    assert.equal(await app.refused("host.open_file", { as: "image" }), "host.not_image");
  }
  app.host.picks = file("a.png", Buffer.concat([PNG, new Uint8Array(MAX_IMAGE)]));
  assert.equal(await app.refused("host.open_file", { as: "image" }), "host.too_large");
});

test("a file is saved under a plain name of a kind of ours", async (t) => {
  const app = new TestApp(t);
  for (const name of ["request.sealfolio", "Grüße 2.json", "a.b_c-d.txt"]) {
    assert.deepEqual(await app.ask("host.save_file", { name, text: "x" }), { saved: `Downloads/${name}` });
  }
  const count = app.host.saved.length;
  for (const name of [
    "",
    ".txt",
    "../x.txt",
    "a/b.txt",
    "a\\b.txt",
    "-rf.txt",
    "x.exe",
    "x.desktop",
    "x.txt.sh",
    "x\0.txt",
    "x\n.txt",
    "C:x.txt",
    `${"x".repeat(100)}.txt`,
  ]) {
    assert.equal(await app.refused("host.save_file", { name, text: "x" }), "call.arguments", name);
  }
  assert.equal(
    await app.refused("host.save_file", { name: "a.txt", text: "x".repeat(MAX_TEXT + 1) }),
    "call.arguments",
  );
  assert.equal(app.host.saved.length, count);
});

test("links, the camera and the end are the host's", async (t) => {
  const app = new TestApp(t);
  await app.ask("host.open_link", { url: "https://c2sp.org/tlog-tiles" });
  assert.equal(await app.refused("host.open_link", { url: "https://example.org/" }), "host.link_refused");
  assert.equal(await app.refused("host.open_link", { url: "http://c2sp.org/" }), "call.arguments");
  assert.equal(await app.refused("host.open_link", { url: "file:///etc/passwd" }), "call.arguments");
  assert.deepEqual(app.host.opened, ["https://c2sp.org/tlog-tiles"]);
  assert.deepEqual(await app.ask("host.set_camera", { allowed: true }), { allowed: true });
  assert.equal(app.host.camera, true);
  await app.ask("host.set_camera", { allowed: false });
  assert.equal(app.host.camera, false);
  await app.ask("host.quit", {});
  await new Promise(setImmediate);
  assert.equal(app.host.closes, 1);
});

test("preferences are kept, told, and nothing else is taken for one", async (t) => {
  const app = new TestApp(t);
  const next = await app.ask("app.set_preferences", { theme: "dark", autoLockMinutes: 0 });
  assert.deepEqual(next, {
    language: "system",
    theme: "dark",
    autoLockMinutes: 0,
    hideFromCapture: false,
  });
  assert.deepEqual((await app.ask("app.status", {})).preferences, next);
  assert.equal(app.host.told("app.changed").length, 1);
  assert.equal(await app.refused("app.set_preferences", { autoLockMinutes: -1 }), "call.arguments");
  assert.equal(await app.refused("app.set_preferences", { theme: "pink" as "dark" }), "call.arguments");
  assert.deepEqual(await app.ask("app.preferences", {}), next);
});

test("whether pictures of the screen may show the window is the person's choice, kept and done at once", async (t) => {
  const app = new TestApp(t);
  assert.deepEqual(app.host.hidden, [false]);
  assert.equal((await app.ask("app.status", {})).canHide, true);
  await app.ask("app.set_preferences", { hideFromCapture: true });
  assert.deepEqual(app.host.hidden, [false, true]);
  // What else is changed leaves it as it is.
  await app.ask("app.set_preferences", { theme: "dark" });
  assert.equal(app.host.hidden.at(-1), true);
  assert.equal((await app.ask("app.preferences", {})).hideFromCapture, true);
  app.host.hideFromCapture = undefined;
  assert.equal((await app.ask("app.status", {})).canHide, false);
  await app.ask("app.set_preferences", { hideFromCapture: false });
});
