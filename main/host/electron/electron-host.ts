import { basename, join } from "node:path";
import type * as electron from "electron";
import { utf8 } from "../../../src/bytes/bytes.ts";
import type { AnyEvent } from "../../../src/contract/events.ts";
import { readFileCapped, writeFileDurably } from "../../doors/file.ts";
import { HostError } from "../../app/host-error.ts";
import { createGate, type Sender } from "../gate.ts";
import type {
  Clipboard,
  Dispatch,
  Host,
  PickedFile,
  PreferencesStore,
  SavedFile,
  SecretStore,
} from "../../app/host.ts";
import { PageFiles } from "../page-files.ts";
import type { ElectronApis } from "./apis.ts";
import { Permissions } from "./permissions.ts";
import { answerRequest, ORIGIN, SCHEME } from "./scheme.ts";
import { openSecrets } from "./secrets.ts";

const PRELOAD = join(import.meta.dirname, "preload.cjs");
const CALL = "sealfolio:call";
const EVENT = "sealfolio:event";
/** How often it is asked whether the screen is locked; what counts as idle says nothing of that. */
const LOCK_WATCH_MS = 5_000;
const IDLE_SECONDS = 60;

export interface ElectronOptions {
  readonly apis: ElectronApis;
  readonly preferences: PreferencesStore;
  /** Folder of the built page. */
  readonly page: string;
  /** Where files are saved without a question, for tests. */
  readonly saveTo?: string;
  /** The operating system; where it runs if left out. */
  readonly platform?: NodeJS.Platform;
}

/** Our own page anew, as it asks for itself when a screen is broken; Electron tells of that as of any other. */
function isReload({ url, isMainFrame }: { readonly url: string; readonly isMainFrame: boolean }): boolean {
  return isMainFrame && String(url).split("#")[0] === `${ORIGIN}/`;
}

/** Keeps a page where it is and alone, whatever it or its person does. */
function confine(contents: electron.WebContents): void {
  const stay = (event: electron.Event<{ url: string; isMainFrame: boolean }>): void => {
    if (!isReload(event)) event.preventDefault();
  };
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  contents.on("will-navigate", stay);
  contents.on("will-frame-navigate", stay);
  contents.on("will-redirect", (event) => event.preventDefault());
  contents.on("will-attach-webview", (event) => event.preventDefault());
  contents.setWebRTCIPHandlingPolicy("disable_non_proxied_udp");
}

/** Electron as the program's window: one sandboxed page of a private scheme. Open it after `ready`. */
export class ElectronHost implements Host {
  readonly name = "electron";
  readonly preferences: PreferencesStore;
  readonly closed: Promise<void>;
  readonly clipboard: Clipboard = {
    write: (text) => this.#copying(({ clipboard }) => clipboard.writeText(text)),
    clear: (text) =>
      this.#copying(async ({ clipboard }) => {
        const isOurs = (await clipboard.readText()) === text;
        if (isOurs) clipboard.clear();
        return isOurs;
      }),
  };
  readonly #options: ElectronOptions;
  readonly #permissions = new Permissions();
  readonly #tellClosed: () => void;
  #secrets: SecretStore | undefined;
  #window: electron.BrowserWindow | undefined;
  #lockWatch: NodeJS.Timeout | undefined;
  #isHidden = false;
  /** Electron can do that on macOS and Windows only. */
  readonly hideFromCapture: ((hidden: boolean) => void) | undefined;

  constructor(options: ElectronOptions) {
    this.#options = options;
    this.preferences = options.preferences;
    this.hideFromCapture =
      this.#platform === "linux"
        ? undefined
        : (hidden) => {
            this.#isHidden = hidden;
            this.#window?.setContentProtection(hidden);
          };
    const { promise, resolve } = Promise.withResolvers<void>();
    this.closed = promise;
    this.#tellClosed = resolve;
  }

  get secrets(): SecretStore | undefined {
    return this.#secrets;
  }

  get #platform(): NodeJS.Platform {
    return this.#options.platform ?? process.platform;
  }

  async open(dispatch: Dispatch): Promise<void> {
    const { apis } = this.#options;
    const files = new PageFiles(this.#options.page);
    this.#secrets = await openSecrets(apis.safeStorage, this.#platform);
    // In memory: a page leaves nothing behind.
    const session = apis.session.fromPartition(SCHEME);
    this.#permissions.applyTo(session);
    session.protocol.handle(SCHEME, (request) => answerRequest(request, files));
    apis.app.on("web-contents-created", (_event, contents) => confine(contents));
    const gate = createGate(ORIGIN, dispatch);
    apis.ipcMain.handle(CALL, (event, message: unknown) => gate(this.#senderOf(event), message));
    const window = this.#createWindow(session);
    this.#window = window;
    // Before anything is shown.
    this.hideFromCapture?.(this.#isHidden);
    window.once("ready-to-show", () => window.show());
    window.once("closed", () => this.#end());
    // A page that crashed is no window.
    window.webContents.on("render-process-gone", () => window.destroy());
    await window.loadURL(`${ORIGIN}/`);
  }

  #createWindow(session: electron.Session): electron.BrowserWindow {
    return new this.#options.apis.BrowserWindow({
      title: "Sealfolio",
      width: 1280,
      height: 860,
      minWidth: 720,
      minHeight: 560,
      show: false,
      autoHideMenuBar: true,
      webPreferences: {
        session,
        preload: PRELOAD,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInSubFrames: false,
        nodeIntegrationInWorker: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
        navigateOnDragDrop: false,
        // Its dictionaries would come from the network.
        spellcheck: false,
        // Whoever is talked into pasting something there would run it as the program's page.
        devTools: !this.#options.apis.app.isPackaged,
      },
    });
  }

  #senderOf(event: electron.IpcMainInvokeEvent): Sender {
    const { sender, senderFrame } = event;
    const contents = this.#window?.webContents;
    const isMainFrame = senderFrame !== null && sender === contents && senderFrame === contents.mainFrame;
    // A frame that has gone elsewhere since is nobody.
    return { isMainFrame, origin: senderFrame?.origin ?? "" };
  }

  send(event: AnyEvent): void {
    const contents = this.#window?.webContents;
    if (contents !== undefined && !contents.isDestroyed()) contents.send(EVENT, JSON.stringify(event));
  }

  #requireWindow(): electron.BrowserWindow {
    if (this.#window === undefined) throw new HostError("host.not_started");
    return this.#window;
  }

  async openFile(wanted: {
    readonly extensions: readonly string[];
    readonly maxBytes: number;
  }): Promise<PickedFile | undefined> {
    const { canceled, filePaths } = await this.#options.apis.dialog.showOpenDialog(this.#requireWindow(), {
      properties: ["openFile", "dontAddToRecent"],
      filters: [
        { name: "Sealfolio", extensions: [...wanted.extensions] },
        { name: "*", extensions: ["*"] },
      ],
    });
    const [path] = filePaths;
    if (canceled || path === undefined) return undefined;
    return { name: basename(path), bytes: readFileCapped(path, wanted.maxBytes) };
  }

  async saveFile(saved: SavedFile): Promise<string | undefined> {
    const place = await this.placeFor(saved.name);
    if (place === undefined) return undefined;
    writeFileDurably(place.path, "text" in saved ? utf8(saved.text) : saved.bytes);
    return place.said;
  }

  async placeFor(name: string): Promise<{ readonly path: string; readonly said: string } | undefined> {
    const { apis, saveTo } = this.#options;
    let path = saveTo === undefined ? undefined : join(saveTo, name);
    if (path === undefined) {
      const answer = await apis.dialog.showSaveDialog(this.#requireWindow(), {
        defaultPath: name,
        properties: ["showOverwriteConfirmation", "dontAddToRecent"],
      });
      if (answer.canceled || answer.filePath === "") return undefined;
      path = answer.filePath;
    }
    return { path, said: basename(path) };
  }

  async #copying<T>(act: (apis: ElectronApis) => T | Promise<T>): Promise<T> {
    try {
      return await act(this.#options.apis);
    } catch (error) {
      throw new HostError("host.not_copied", { cause: error });
    }
  }

  async openLink(url: string): Promise<void> {
    // Checked again where it is done: what the system opens for other schemes may be a program.
    if (URL.parse(url)?.protocol !== "https:") throw new HostError("host.link_refused");
    try {
      await this.#options.apis.shell.openExternal(url);
    } catch (error) {
      throw new HostError("host.link_failed", { cause: error });
    }
  }

  allowCamera(allowed: boolean): Promise<void> {
    this.#permissions.isCameraAllowed = allowed;
    return Promise.resolve();
  }

  onSleep(listener: () => void): void {
    const { powerMonitor } = this.#options.apis;
    powerMonitor.on("suspend", listener);
    powerMonitor.on("lock-screen", listener);
    if (this.#platform === "linux") this.#watchLock(listener);
  }

  /** On Linux no event tells that the screen was locked; it can be asked. */
  #watchLock(listener: () => void): void {
    let wasLocked = false;
    this.#lockWatch = setInterval(() => {
      const isLocked = this.#options.apis.powerMonitor.getSystemIdleState(IDLE_SECONDS) === "locked";
      if (isLocked && !wasLocked) listener();
      wasLocked = isLocked;
    }, LOCK_WATCH_MS).unref();
  }

  /** Brings the window to the front, for who started the program again. */
  focus(): void {
    if (this.#window?.isMinimized() === true) this.#window.restore();
    this.#window?.focus();
  }

  close(): Promise<void> {
    // `destroy` asks the page nothing; it has no say in this.
    this.#window?.destroy();
    this.#end();
    return Promise.resolve();
  }

  #end(): void {
    clearInterval(this.#lockWatch);
    this.#window = undefined;
    this.#options.apis.ipcMain.removeHandler(CALL);
    this.#tellClosed();
  }
}
