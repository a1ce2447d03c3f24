import { existsSync } from "node:fs";
import { join } from "node:path";
import type { CallFunction, CallName, ParsedArgsOf } from "../../src/contract/contract.ts";
import type { SyncView, WalletView } from "../../src/contract/views.ts";
import type { Primitives } from "../../src/crypto/ports.ts";
import type { Clock } from "../doors/clock.ts";
import type { RunningServer } from "../doors/http-server.ts";
import { writePiecesDurably } from "../doors/file.ts";
import { type FolderLock, lockFolder } from "../doors/folder-lock.ts";
import type { RandomBytes } from "../doors/random.ts";
import type { BundleHead, BundleMode } from "../follow/bundle/open-bundle.ts";
import type { SnapshotStore } from "../follow/light/light-copy.ts";
import { ActivityLog } from "../vault/activity.ts";
import { createVault } from "../vault/create.ts";
import { VaultError } from "../vault/error.ts";
import type { KdfPolicy } from "../vault/kdf-policy.ts";
import { Keyring } from "../vault/keyring.ts";
import { openVault, type Vault } from "../vault/vault.ts";
import type { SecretStore } from "../vault/ways.ts";
import { type DepositServerOptions, serveDeposits } from "./deposits/serve-deposits.ts";
import { type BackupNeeds, backupServices, backUpIfDue, nameRows } from "./backup.ts";
import { heldTexts, turnCopies } from "./copies/held-copies.ts";
import { PassphraseAgain } from "./again.ts";
import { lookAtNews } from "./counter/again.ts";
import { syncOrSay } from "./office/carry.ts";
import { createDispatcher, type Dispatcher } from "./dispatch.ts";
import { WalletError } from "./error.ts";
import { RecoveryDesk } from "./recovery.ts";
import { registerSearch } from "./office/register.ts";
import type { ReadingWatch } from "./office/register-search.ts";
import { OwnActs } from "./office/own-acts.ts";
import type { OwnRegistry, SyncWatch } from "./registry/own-registry.ts";
import { snapshotIn } from "./registry/snapshot.ts";
import { openAgain } from "./open-again.ts";
import { fetchDue } from "./receive/due.ts";
import { renewDue } from "./receive/renew.ts";
import { type Restored, restoreVault, type RestoreWatch } from "./restore.ts";
import { openStore, type Settings } from "./rows.ts";
import { sessionServices } from "./services.ts";
import type { Session } from "./session.ts";
import { retag, type Retagged, type RetagOptions, surveyRetag } from "./office/retag.ts";
import { serveTags, type TagServerOptions } from "./tags/serve-tags.ts";
import { listThings, type ThingList } from "./tags/thing-list.ts";
import { mustBeLong, type WaysServices, waysServices, waysView } from "./ways.ts";

export interface ProgramDeps {
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly primitives: Primitives;
  readonly openRegistry: (folder: string, wallet: RegistryNeeds) => Promise<OwnRegistry>;
  /** Left out everywhere but in tests. */
  readonly kdfPolicy?: KdfPolicy;
  /** Of the operating system, asked for when it is used; undefined where it has none. */
  readonly secrets?: () => SecretStore | undefined;
  /** What its owner calls this wallet, for its backups. */
  readonly about?: BackupNeeds["about"];
  /** Of scrypt in backups for a passphrase, log2; left out everywhere but in tests. */
  readonly workFactor?: number;
  readonly onBug: (call: CallName, error: unknown) => void;
  /** Asked at the beginning of each `registry.sync`; nobody watches if left out. */
  readonly watchSync?: () => SyncWatch;
  readonly issuers: Session["issuers"];
  readonly watchAudit?: () => SyncWatch;
  readonly watchBulk?: () => SyncWatch;
  readonly onChanged?: Session["onChanged"];
  /** Asked when an office's register is read into memory and that takes a while. */
  readonly watchRegister?: () => ReadingWatch | undefined;
  readonly postTo: Session["postTo"];
}

/** What a wallet's copy of the registry is opened with. */
export interface RegistryNeeds {
  readonly settings: Settings;
  /** For a light copy: it lies in the vault. */
  readonly snapshot: SnapshotStore;
  /** Credentials held, asked for anew at each sync. */
  readonly held: () => readonly string[];
}

const SETTINGS = "wallet";

/**
 * One wallet in one folder: the vault, the copy of the registry, and the services on them behind the
 * contract. One program holds a folder at a time (`folder.in_use`).
 */
export class Program {
  readonly #folder: string;
  readonly #deps: ProgramDeps;
  readonly #lock: FolderLock;
  readonly #dispatcher: Dispatcher;
  readonly #words: RecoveryDesk;
  readonly #backups: BackupNeeds;
  #vault: Vault | undefined;
  #session: Session | undefined;
  /** While a vault is made or opened; one at a time. */
  #isOpening = false;
  #isClosed = false;

  private constructor(folder: string, deps: ProgramDeps, lock: FolderLock) {
    this.#folder = folder;
    this.#deps = deps;
    this.#lock = lock;
    this.#words = new RecoveryDesk(deps.random);
    this.#backups = {
      clock: deps.clock,
      random: deps.random,
      folder,
      about: deps.about ?? (() => ({ name: "wallet", kind: "citizen" })),
      current: () => this.#current(),
      ...(deps.workFactor !== undefined && { workFactor: deps.workFactor }),
    };
    if (existsSync(this.#vaultPath)) this.#vault = openVault(this.#vaultPath, deps);
    this.#dispatcher = createDispatcher(
      {
        ...sessionServices(() => this.#current()),
        "wallet.status": () => this.#status(),
        "wallet.create": (args) => this.#create(args),
        "wallet.unlock": ({ passphrase }) => this.#unlock(passphrase),
        "wallet.lock": () => this.#lockWallet(),
        ...this.#waysIn(),
        ...backupServices(this.#backups),
      },
      { session: () => this.#session, onBug: deps.onBug },
    );
  }

  /** Throws FileError (`folder.in_use`, ...), VaultError or DatabaseError for a damaged vault. */
  static open(folder: string, deps: ProgramDeps): Program {
    const lock = lockFolder(folder);
    try {
      return new Program(folder, deps, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  get call(): CallFunction {
    return this.#dispatcher.call;
  }

  get dispatch(): Dispatcher["dispatch"] {
    return this.#dispatcher.dispatch;
  }

  /** Answers other offices' calls for tags for as long as the wallet is open. Throws `http.listen`. */
  serveTags(options?: TagServerOptions): Promise<RunningServer> {
    return serveTags(() => this.#current(), options);
  }

  /** What this office's certificates of a type stand for, for the type's tag keeper. Throws as `listThings`. */
  async listThings(type: string): Promise<ThingList> {
    const session = this.#current();
    await syncOrSay(session);
    return listThings(session, type);
  }

  /** Carries the tags of a type over to a new key, as their keeper. Throws as `retag`. */
  retag(type: string, options: RetagOptions): Promise<Retagged> {
    return retag(this.#current(), type, options);
  }

  /** What that would come to; nothing is signed. Throws as `retag`. */
  surveyRetag(type: string, lists: readonly ThingList[]): ReturnType<typeof surveyRetag> {
    return surveyRetag(this.#current(), type, lists);
  }

  /** Takes documents for deposit from anyone while the wallet of a deposit office is open. Throws `http.listen`. */
  serveDeposits(options?: DepositServerOptions): Promise<RunningServer> {
    return serveDeposits(() => this.#current(), options);
  }

  /** Writes the open wallet's copy of the registry as one file. Throws what OwnRegistry does. */
  exportBundle(path: string, mode: BundleMode, watch?: SyncWatch): Promise<BundleHead> {
    return this.#current().registry.exportTo(path, mode, watch);
  }

  /** Writes the open wallet's activity log as one JSON file. Throws ActivityError, FileError, `vault.locked`. */
  async exportActivity(path: string): Promise<void> {
    await writePiecesDurably(path, this.#current().activity.exportPieces());
  }

  /** Takes such a file in, whole or not at all. Throws what OwnRegistry does. */
  async importBundle(path: string, watch?: SyncWatch): Promise<SyncView> {
    const taken = await this.#current().registry.importFrom(path, watch);
    await lookAtNews(this.#current());
    return taken;
  }

  get #vaultPath(): string {
    return join(this.#folder, "vault.sqlite");
  }

  #current(): Session {
    if (this.#session === undefined) throw new VaultError("vault.locked");
    return this.#session;
  }

  #mustNotBeClosed(): void {
    if (this.#isClosed) throw new VaultError("vault.closed");
  }

  #requireVault(): Vault {
    this.#mustNotBeClosed();
    if (this.#vault === undefined) throw new WalletError("wallet.none");
    return this.#vault;
  }

  #status(): WalletView {
    this.#mustNotBeClosed();
    if (this.#vault === undefined) return { state: "none" };
    const session = this.#session;
    if (session === undefined) {
      const waitSeconds = this.#vault.secondsToWait();
      return { state: "locked", ...(waitSeconds > 0 && { waitSeconds }), ...waysView(this.#vault) };
    }
    const { office } = session.settings;
    const record = office === undefined ? undefined : session.registry.view.office(office);
    const known = typeof record === "string" ? undefined : record;
    const own =
      office === undefined
        ? {}
        : {
            office: {
              id: office,
              accredited: known !== undefined && known.withdrawn === undefined,
              ...(known === undefined ? {} : { name: known.name }),
            },
          };
    return {
      state: "open",
      registry: session.registry.status(),
      ...own,
      ...waysView(this.#vault),
      ...(session.acts.gap !== undefined && { gap: session.acts.gap }),
      ...(this.#words.isPending && { wordsWait: true as const }),
    };
  }

  async #create(args: ParsedArgsOf<"wallet.create">): Promise<WalletView> {
    this.#mustNotBeClosed();
    if (this.#vault !== undefined) throw new WalletError("wallet.exists");
    const { passphrase, registry, sources, mode, office, words } = args;
    mustBeLong(passphrase);
    const settings = { registry, sources, mode, ...(office === undefined ? {} : { office }) };
    return await this.#opening(async () => {
      // With the settings in it from the start: a vault without them could never be opened.
      const vault = await createVault(
        this.#vaultPath,
        passphrase,
        this.#deps,
        (rows) => openStore(rows).settings.put(SETTINGS, settings, { expected: 0 }),
        {
          wraps: (id, key) => {
            if (words === true) this.#words.begin(id, key);
            return [];
          },
        },
      );
      if (this.#isClosed) {
        vault.close();
        throw new VaultError("vault.closed");
      }
      this.#vault = vault;
      await this.#start(vault);
    });
  }

  async #unlock(passphrase: string): Promise<WalletView> {
    const vault = this.#requireVault();
    if (this.#session !== undefined) return this.#status();
    return await this.#opening(async () => {
      await vault.unlock(passphrase);
      await this.#start(vault);
    });
  }

  async #opening(work: () => Promise<void>): Promise<WalletView> {
    if (this.#isOpening) throw new VaultError("vault.busy");
    this.#isOpening = true;
    try {
      await work();
    } finally {
      this.#isOpening = false;
    }
    return this.#status();
  }

  async #start(vault: Vault): Promise<void> {
    const { clock, random, primitives, postTo, issuers } = this.#deps;
    const store = openStore(vault);
    const settings = store.settings.get(SETTINGS);
    nameRows(vault);
    if (settings === undefined) throw new VaultError("vault.damaged");
    try {
      const registry = await this.#deps.openRegistry(this.#folder, {
        settings,
        snapshot: snapshotIn(store),
        held: () => heldTexts(store),
      });
      if (vault.state !== "unlocked") {
        registry.close();
        throw new VaultError("vault.locked");
      }
      const keyring = new Keyring(vault, { random, clock });
      const activity = new ActivityLog(vault, clock);
      const tools = {
        folder: this.#folder,
        clock,
        random,
        primitives,
        again: new PassphraseAgain(vault, clock),
        watchSync: this.#deps.watchSync ?? (() => ({})),
        watchAudit: this.#deps.watchAudit ?? (() => ({})),
        watchBulk: this.#deps.watchBulk ?? (() => ({})),
        postTo,
        issuers,
        onChanged: this.#deps.onChanged ?? (() => {}),
      };
      const register = registerSearch(
        { store, registry, settings },
        this.#deps.watchRegister ?? (() => undefined),
      );
      if (settings.office !== undefined) register.start();
      const acts = new OwnActs({ store, vault, keyring, activity, registry, ...tools });
      this.#session = { settings, vault, keyring, activity, store, registry, register, acts, ...tools };
    } catch (error) {
      vault.lock();
      throw error;
    }
  }

  /** Drops the keys and closes the copy of the registry; what is under way ends with `call.locked`. */
  #lockWallet(): WalletView {
    this.#lockVault(this.#requireVault());
    return this.#status();
  }

  #lockVault(vault: Vault): void {
    const session = this.#session;
    this.#session = undefined;
    this.#words.drop();
    session?.register.close();
    vault.lock();
    session?.registry.close();
  }

  /** Asks issuers for what is due, and opens this office's issuer where offers wait to be collected. */
  async goOn(): Promise<void> {
    if (this.#session !== undefined) turnCopies(this.#session);
    if (this.#session !== undefined) await fetchDue(this.#session);
    if (this.#session !== undefined) await renewDue(this.#session);
    if (this.#session !== undefined) await openAgain(this.#session);
  }

  /** Makes a backup if its owner's schedule asks for one; nothing while the wallet is not open. */
  async backUpIfDue(): Promise<void> {
    if (this.#session !== undefined) await backUpIfDue(this.#backups);
  }

  /** Makes this wallet of a backup, where there is none yet. Throws as `restoreVault`, or as `wallet.create`. */
  async restore(given: Restored, watch?: RestoreWatch): Promise<WalletView> {
    this.#mustNotBeClosed();
    if (this.#vault !== undefined) throw new WalletError("wallet.exists");
    mustBeLong(given.passphrase);
    return await this.#opening(async () => {
      this.#vault = await restoreVault(this.#vaultPath, given, this.#deps, watch);
      await this.#start(this.#vault);
    });
  }

  #waysIn(): WaysServices {
    const { clock, random, secrets } = this.#deps;
    return waysServices({
      desk: this.#words,
      clock,
      random,
      secrets: () => secrets?.(),
      vault: () => this.#requireVault(),
      current: () => this.#current(),
      status: () => this.#status(),
      open: async (unlock) => {
        const vault = this.#requireVault();
        return await this.#opening(async () => {
          await unlock(vault);
          await this.#start(vault);
        });
      },
    });
  }

  /** Locks, lets go of every file, and of the folder. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#vault !== undefined) this.#lockVault(this.#vault);
    this.#vault?.close();
    this.#lock.release();
  }
}
