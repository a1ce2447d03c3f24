import { join } from "node:path";
import { carrierServices } from "./carrier-services.ts";
import type { AppView, SampleView } from "../../src/contract/calls/app.ts";
import {
  type CallFunction,
  type DesktopCallName,
  isCallName,
  isDesktopCallName,
  type ParsedArgsOf,
  type ValueOf,
} from "../../src/contract/contract.ts";
import type { AnyEvent } from "../../src/contract/events.ts";
import { refuse, type Result } from "../../src/result.ts";
import type { RandomBytes } from "../doors/random.ts";
import type { Host } from "./host.ts";
import { createDispatcher, type Dispatcher, type Services } from "../wallet/dispatch.ts";
import { AppError, WalletRefusal } from "./error.ts";
import { AutoLock } from "./auto-lock.ts";
import { Background } from "./background.ts";
import { bundleServices } from "./bundles.ts";
import { CLIPBOARD_MS, ClipboardKeeper } from "./clipboard.ts";
import { hostServices } from "./host-services.ts";
import { matcherServices } from "./matcher.ts";
import { OpenProfile, type OpenWallet } from "./open-profile.ts";
import { type Preferences, preferencesOf } from "./preferences.ts";
import { type Profile, ProfileStore } from "./profile-store.ts";
import { restoreProfile } from "./restore.ts";
import { SAMPLE_PASSPHRASE } from "./sample/people.ts";
import { Sample } from "./sample/sample.ts";
import { CHANGES_WALLET, UNLOCKS } from "./wallet-calls.ts";
import { WatchedWork } from "./watched-work.ts";
import { type Work, WorkDesk } from "./work.ts";

export interface AppOptions {
  readonly version: string;
  /** Of this person; profiles, preferences and the sample lie in it. */
  readonly folder: string;
  readonly host: Host;
  readonly openWallet: OpenWallet;
  readonly random: RandomBytes;
  /** False where only the sample may be played (an administrator's session). */
  readonly realWallets: boolean;
  /** Hears of errors that the contract does not know; must not log values. */
  readonly onBug: (call: string, error: unknown) => void;
  /** Milliseconds that a copied text stays; left out everywhere but in tests. */
  readonly clipboardStays?: number;
}

const MAX_OPEN = 16;

/**
 * The program above the wallets: which there are and which one is meant. Calls of one wallet go to the
 * active profile, all others are answered here. It locks by itself, follows registries in the
 * background, and tells the window what changed.
 */
export class App {
  readonly #options: AppOptions;
  readonly #sampleFolder: string;
  readonly #store: ProfileStore;
  readonly #preferences: Preferences;
  readonly #work: WorkDesk;
  readonly #watched: WatchedWork;
  readonly #autoLock: AutoLock;
  readonly #clipboard: ClipboardKeeper;
  readonly #background: Background;
  readonly #own: Dispatcher;
  readonly #open = new Map<string, OpenProfile>();
  #active: OpenProfile | undefined;
  #sample: Sample | undefined;
  #starting: Promise<unknown> | undefined;
  #ending: Promise<void> = Promise.resolve();
  #restoring: Promise<unknown> = Promise.resolve();
  #locks = 0;

  constructor(options: AppOptions) {
    const { folder, host, random } = options;
    this.#options = options;
    this.#sampleFolder = join(folder, "sample");
    this.#store = new ProfileStore(folder, random);
    Sample.clear(this.#sampleFolder);
    this.#store.clearUnfinished();
    this.#preferences = preferencesOf(host);
    this.#work = new WorkDesk((payload) => this.#tell({ name: "progress", payload }));
    this.#watched = new WatchedWork(this.#work, (profile) => profile === this.#active);
    this.#autoLock = new AutoLock({
      minutes: () => this.#preferences.now.autoLockMinutes,
      lock: () => void this.lockAll(),
    });
    this.#clipboard = new ClipboardKeeper({
      clipboard: host.clipboard,
      stays: options.clipboardStays ?? CLIPBOARD_MS,
      onLeft: (payload) => this.#tell({ name: "clipboard.left", payload }),
    });
    host.onSleep(() => void this.lockAll());
    this.#background = new Background({
      profiles: () => [...this.#open.values()],
      sync: (profile) => this.#sync(profile),
      onRow: (profile, payload) => this.#tellOf(profile, { name: "office.row", payload }),
    });
    this.#own = createDispatcher<DesktopCallName>(this.#services(), {
      // No call up here needs an open wallet.
      session: () => undefined,
      onBug: options.onBug,
    });
  }

  /** For the window: name and arguments are whatever came in. Never throws. */
  readonly dispatch = async (name: unknown, args: unknown): Promise<Result<unknown, string>> => {
    if (isDesktopCallName(name)) return await this.#own.dispatch(name, args);
    const profile = this.#active;
    if (profile === undefined) return this.#withoutProfile(name);
    const answer =
      name === "registry.sync"
        ? await this.#watched.sync(profile, args)
        : name === "registry.audit"
          ? await this.#watched.audit(profile, args)
          : name === "bulk.run"
            ? await this.#watched.bulk(profile, args)
            : await profile.program.dispatch(name, args);
    if (answer.ok) await this.#follow(profile, name, answer.value);
    else if (name === "registry.sync") await this.#tellRegistry(profile);
    return answer;
  };

  /** The same, typed, for callers in here. */
  get call(): CallFunction {
    return this.dispatch as CallFunction;
  }

  #withoutProfile(name: unknown): Result<unknown, string> {
    if (!isCallName(name)) return refuse("call.unknown");
    if (name === "wallet.status") return { ok: true, value: { state: "none" } };
    return refuse(UNLOCKS.has(name) ? "wallet.none" : "call.locked");
  }

  #tell(event: AnyEvent): void {
    this.#options.host.send(event);
  }

  /** The window shows one wallet; nothing is said of the others. */
  #tellOf(profile: OpenProfile, event: AnyEvent): void {
    if (profile === this.#active) this.#tell(event);
  }

  async #sync(profile: OpenProfile): Promise<void> {
    await this.#watched.sync(profile, {});
    await this.#tellRegistry(profile);
  }

  async #tellRegistry(profile: OpenProfile): Promise<void> {
    const status = await profile.program.call("registry.status", {});
    if (status.ok) this.#tellOf(profile, { name: "registry.changed", payload: status.value });
  }

  /** What others see of a call that went well. */
  async #follow(profile: OpenProfile, name: unknown, value: unknown): Promise<void> {
    if (typeof name === "string" && CHANGES_WALLET.has(name)) {
      await this.#tellWallet(profile);
      if (name !== "wallet.lock") this.#background.visit(profile);
    } else if (name === "registry.sync") {
      await this.#tellRegistry(profile);
    } else if (name === "receive.browser") {
      const { url } = value as ValueOf<"receive.browser">;
      // In the person's own browser; where none opens, the window shows the address.
      await this.#options.host.openLink(url).catch(() => {});
    } else if (typeof name === "string" && name.startsWith("office.")) {
      const { row } = (value ?? {}) as { readonly row?: never };
      if (row !== undefined) this.#tellOf(profile, { name: "office.row", payload: row });
    }
  }

  async #tellWallet(profile: OpenProfile): Promise<void> {
    this.#tellOf(profile, { name: "wallet.changed", payload: await profile.wallet() });
    this.#tell({ name: "app.changed", payload: null });
  }

  async #activate(profile: OpenProfile | undefined): Promise<AppView> {
    this.#active = profile;
    this.#tell({ name: "wallet.changed", payload: (await profile?.wallet()) ?? { state: "none" } });
    this.#tell({ name: "app.changed", payload: null });
    if (profile !== undefined) this.#background.visit(profile);
    return await this.#view();
  }

  #sampleView(): SampleView {
    if (this.#sample === undefined) return { state: this.#starting === undefined ? "none" : "starting" };
    const { id, url } = this.#sample.registry;
    return { state: "running", passphrase: SAMPLE_PASSPHRASE, registry: id, source: url };
  }

  async #view(): Promise<AppView> {
    const { version, host, realWallets } = this.#options;
    const open = [...this.#open.values()];
    const own = realWallets ? this.#store.list() : [];
    const profiles = await Promise.all([
      ...open.filter(({ isSample }) => isSample).map((profile) => profile.view()),
      ...own.map(
        async (profile) =>
          (await this.#open.get(profile.id)?.view()) ?? {
            ...profile,
            state: "closed" as const,
            sample: false,
          },
      ),
    ]);
    return {
      version,
      host: host.name,
      profiles,
      sample: this.#sampleView(),
      realWallets,
      preferences: this.#preferences.now,
      osStore: host.secrets !== undefined,
      canHide: host.hideFromCapture !== undefined,
      ...(this.#active === undefined ? {} : { active: this.#active.profile.id }),
    };
  }

  #requireOpen(id: string): OpenProfile {
    const profile = this.#open.get(id);
    if (profile !== undefined) return profile;
    if (this.#options.realWallets) this.#store.require(id);
    throw new AppError(this.#options.realWallets ? "app.not_open" : "app.unknown_profile");
  }

  #checkReal(): void {
    if (!this.#options.realWallets) throw new AppError("app.root");
    if (this.#open.size >= MAX_OPEN) throw new AppError("app.too_many");
  }

  async #createProfile(args: ParsedArgsOf<"app.create_profile">): Promise<AppView> {
    this.#checkReal();
    const { name, kind, ...wallet } = args;
    const locks = this.#locks;
    const made = this.#store.create({ name, kind });
    const profile = this.#openFolder(made);
    const answer = await profile.program.dispatch("wallet.create", wallet);
    if (!answer.ok) {
      profile.close();
      this.#store.discard(made.id);
      throw new WalletRefusal(answer.code);
    }
    return await this.#begin(profile, locks);
  }

  async #restoreProfile(args: ParsedArgsOf<"app.restore_profile">): Promise<AppView | null> {
    this.#checkReal();
    const locks = this.#locks;
    const [{ host }, store] = [this.#options, this.#store];
    const openFolder = (made: Profile): OpenProfile => this.#openFolder(made);
    const begin = (): Work => this.#work.begin("restore", { atOnce: true });
    // One after the other, so that no wallet comes to be there twice.
    const restoring = this.#restoring.then(() => restoreProfile({ host, store, openFolder, begin }, args));
    this.#restoring = restoring.catch(() => {});
    const profile = await restoring;
    return profile === undefined ? null : await this.#begin(profile, locks);
  }

  /** A new wallet; whoever made it may have gone since, and all others were locked. */
  async #begin(profile: OpenProfile, locks: number): Promise<AppView> {
    if (locks !== this.#locks) await profile.lock();
    this.#keep(profile);
    return await this.#activate(profile);
  }

  #openFolder(profile: Profile): OpenProfile {
    const { host, openWallet } = this.#options;
    return new OpenProfile(profile, this.#store.pathOf(profile.id), openWallet, {
      secrets: () => host.secrets,
      watchRegister: (open) => this.#watched.register(open),
    });
  }

  #keep(profile: OpenProfile): void {
    profile.onChanged = (what) => {
      if (what === "wallet") void this.#tellWallet(profile);
      else this.#tellOf(profile, { name: `${what}.changed`, payload: null });
    };
    this.#open.set(profile.profile.id, profile);
  }

  async #openProfile(id: string): Promise<AppView> {
    const open = this.#open.get(id);
    if (open !== undefined) return await this.#activate(open);
    this.#checkReal();
    const profile = this.#openFolder(this.#store.require(id));
    this.#keep(profile);
    return await this.#activate(profile);
  }

  /** Where there is one wallet and no more, it is the one that is meant: the window begins at its lock. */
  async openOnly(): Promise<void> {
    const [only, ...others] = this.#options.realWallets ? this.#store.list() : [];
    if (only === undefined || others.length > 0) return;
    // What keeps it from opening is told when the person opens it themselves.
    await this.dispatch("app.open_profile", { id: only.id });
  }

  async #closeProfile(id: string): Promise<AppView> {
    const profile = this.#requireOpen(id);
    if (profile.isSample) throw new AppError("app.not_open");
    this.#open.delete(id);
    profile.close();
    return profile === this.#active ? await this.#activate(undefined) : await this.#view();
  }

  async #startSample(): Promise<AppView> {
    if (this.#sample !== undefined || this.#starting !== undefined) throw new AppError("app.sample_runs");
    const work = this.#work.begin("sample", { atOnce: true });
    const { openWallet } = this.#options;
    const starting = this.#ending.then(() => Sample.start(this.#sampleFolder, openWallet, work));
    this.#starting = starting;
    this.#tell({ name: "app.changed", payload: null });
    try {
      this.#sample = await starting;
    } finally {
      this.#starting = undefined;
      work.end();
      this.#tell({ name: "app.changed", payload: null });
    }
    for (const person of this.#sample.people) this.#keep(person);
    return await this.#activate(this.#sample.people[0]);
  }

  async #endSample(): Promise<AppView> {
    const sample = this.#sample;
    if (sample === undefined) throw new AppError("app.no_sample");
    this.#sample = undefined;
    for (const { profile } of sample.people) this.#open.delete(profile.id);
    const wasActive = this.#active?.isSample === true;
    if (wasActive) this.#active = undefined;
    await (this.#ending = sample.end());
    return wasActive ? await this.#activate(undefined) : await this.#view();
  }

  #services(): Services<DesktopCallName> {
    const { host } = this.#options;
    return {
      "app.status": () => this.#view(),
      "app.create_profile": (args) => this.#createProfile(args),
      "app.restore_profile": (args) => this.#restoreProfile(args),
      "app.open_profile": ({ id }) => this.#openProfile(id),
      "app.switch_profile": ({ id }) => this.#activate(this.#requireOpen(id)),
      "app.close_profile": ({ id }) => this.#closeProfile(id),
      "app.start_sample": () => this.#startSample(),
      "app.end_sample": () => this.#endSample(),
      "app.preferences": () => this.#preferences.now,
      "app.set_preferences": (change) => {
        const now = this.#preferences.change(change);
        this.#tell({ name: "app.changed", payload: null });
        return now;
      },
      ...bundleServices({
        host,
        folder: this.#options.folder,
        active: () => this.#active?.program,
        begin: () => this.#work.begin("sync", { atOnce: true }),
        onTaken: async () => {
          if (this.#active !== undefined) await this.#tellRegistry(this.#active);
        },
      }),
      ...matcherServices(host, () => this.#active?.program),
      ...carrierServices(),
      "app.cancel": ({ work }) => ({ cancelled: this.#work.cancel(work) }),
      "app.touch": () => {
        this.#autoLock.touch();
        return null;
      },
      ...hostServices(host, this.#clipboard),
    };
  }

  /** Nobody may be there any more. */
  async lockAll(): Promise<void> {
    this.#locks++;
    void this.#clipboard.clear();
    for (const profile of this.#open.values()) await profile.lock();
    const active = this.#active;
    if (active !== undefined) await this.#tellWallet(active);
  }

  /** Locks every wallet and lets go of all files; what was confirmed is on disk. */
  async close(): Promise<void> {
    this.#autoLock.stop();
    this.#background.stop();
    this.#work.cancelAll();
    await this.#clipboard.clear();
    await this.#starting?.catch(() => {});
    await this.#restoring;
    for (const [id, profile] of this.#open) {
      if (profile.isSample) continue;
      this.#open.delete(id);
      profile.close();
    }
    await this.#ending;
    await this.#sample?.end();
    this.#sample = undefined;
    this.#active = undefined;
  }
}
