import assert from "node:assert/strict";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { ChromiumHost } from "../../main/host/chromium/chromium-host.ts";
import { launchBrowser } from "../../main/host/chromium/launch.ts";
import { ElectronHost } from "../../main/host/electron/electron-host.ts";
import type { Dispatch, Host, PreferencesStore } from "../../main/app/host.ts";
import type { Result } from "../../src/result.ts";
import { findBrowser } from "./browser.ts";
import { FakeElectron } from "./fake-electron.ts";
import { tempFolder } from "./temp-folder.ts";
import { tinyPage } from "./tiny-page.ts";

/** Who sends a message past the bridge. */
export type From = "main frame" | "frame of ours" | "blank frame" | "another origin" | "no origin";

/** One host with an open page, and that page's own ways in. */
export interface Transport {
  readonly host: Host;
  /** As page code calls. */
  readonly call: (name: unknown, args: unknown) => Promise<Result<unknown, string>>;
  /** As code of the page sends that knows what lies behind the bridge: the message itself, from anywhere. */
  readonly send: (message: unknown, from: From) => Promise<unknown>;
  /** Events that the page heard, once there are so many. */
  readonly heard: (count: number) => Promise<readonly { name: string; payload: unknown }[]>;
  /** What each sender may be here; a host without a way for one to exist leaves it out. */
  readonly senders: readonly From[];
}

/** What reached the dispatcher, and what it answers. */
export class Desk {
  readonly calls: { readonly name: unknown; readonly args: unknown }[] = [];
  answer: (name: unknown, args: unknown) => Promise<Result<unknown, string>> = () =>
    Promise.resolve({ ok: true, value: null });
  readonly dispatch: Dispatch = (name, args) => {
    // The bridge says of itself that somebody is there.
    if (name !== "app.touch") this.calls.push({ name, args });
    return this.answer(name, args);
  };
}

type Ending = { after(work: () => void | Promise<void>): void };

const NO_PREFERENCES: PreferencesStore = { read: () => undefined, write: () => {} };

export async function electronTransport(t: Ending, desk: Desk): Promise<Transport & { fake: FakeElectron }> {
  const fake = new FakeElectron();
  const host = new ElectronHost({ apis: fake.apis, preferences: NO_PREFERENCES, page: tinyPage(t) });
  const heard: { name: string; payload: unknown }[] = [];
  await host.open(desk.dispatch);
  t.after(() => host.close());
  const { bridge } = fake;
  assert.ok(bridge !== undefined);
  bridge.on((event) => void heard.push(event));
  const frames: { readonly [from in From]?: { origin: string } } = {
    "frame of ours": { origin: "sealfolio://app" },
    "blank frame": { origin: "" },
    "another origin": { origin: "https://example.org" },
    "no origin": { origin: "null" },
  };
  return {
    fake,
    host,
    senders: Object.keys(frames) as From[],
    call: async (name, args) => await bridge.call(name as string, args),
    send: async (message, from) => {
      const answer = await fake.invoke(message, from === "main frame" ? undefined : frames[from]);
      return JSON.parse(answer as string) as unknown;
    },
    heard: async (count) => {
      await until(() => heard.length >= count);
      return heard;
    },
  };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await holds())) {
    assert.ok(performance.now() < end, "did not come true");
    await new Promise((done) => setTimeout(done, 5));
  }
}

/** A frame inside the page: sandboxed, or blank and of the page's own origin. */
async function addFrame(main: Frame, kind: "sandboxed" | "blank"): Promise<Frame> {
  const before = main.childFrames().length;
  await main.evaluate(`{
    const frame = document.createElement("iframe");
    if (${JSON.stringify(kind)} === "sandboxed") frame.sandbox = "allow-scripts";
    document.body.append(frame);
  }`);
  await until(() => main.childFrames().length > before);
  return main.childFrames()[before] as Frame;
}

export async function chromiumTransport(
  t: Ending,
  desk: Desk,
  options: { readonly saveTo?: string } = {},
): Promise<Transport & { host: ChromiumHost }> {
  const path = findBrowser();
  assert.ok(path !== undefined, "no browser");
  const browser = launchBrowser({
    path,
    folder: join(tempFolder(t), "browser"),
    headless: true,
    isRoot: process.getuid?.() === 0,
  });
  const host = new ChromiumHost({ browser, preferences: NO_PREFERENCES, page: tinyPage(t), ...options });
  await host.open(desk.dispatch);
  t.after(() => host.close());
  const { page } = host;
  assert.ok(page !== undefined);
  const main = page.mainFrame();
  // `origin` of a sandboxed frame is opaque; of a blank one it is the page's own, and yet no main frame's.
  const frames: { readonly [from in From]?: () => Promise<Frame> } = {
    "blank frame": () => addFrame(main, "blank"),
    "no origin": () => addFrame(main, "sandboxed"),
  };
  // The name of what the driver leaves in each frame, for whoever knows it.
  const inFrame = async (frame: Frame, message: unknown): Promise<unknown> => {
    const call = "globalThis.__playwright__binding__controller__.callBinding";
    const answer: unknown = await frame.evaluate(`${call}("sealfolioCall", ${JSON.stringify(message)})`);
    return JSON.parse(String(answer)) as unknown;
  };
  return {
    host,
    senders: Object.keys(frames) as From[],
    call: async (name, args) => {
      const given = [name, args].map((each) => JSON.stringify(each) ?? "undefined");
      const answer: unknown = await main.evaluate(`sealfolio.call(${given.join(", ")})`);
      return answer as Result<unknown, string>;
    },
    send: async (message, from) => {
      const frame = from === "main frame" ? main : await frames[from]?.();
      assert.ok(frame !== undefined);
      return await inFrame(frame, message);
    },
    heard: async (count) => {
      const hasHeard = (wanted: number): boolean =>
        (globalThis as unknown as { heard: unknown[] }).heard.length >= wanted;
      await page.waitForFunction(hasHeard, count);
      return await main.evaluate("heard");
    },
  };
}
