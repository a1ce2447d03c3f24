import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import type { ElectronApis } from "../../main/host/electron/apis.ts";
import type { Bridge } from "../../src/contract/bridge.ts";

const PRELOAD = join(import.meta.dirname, "..", "..", "main", "host", "electron", "preload.cjs");

export interface FakeFrame {
  readonly origin: string;
}

type Listener = (...args: unknown[]) => void;
type Handler = (...args: never[]) => unknown;

/** The few things that the host asks of a session. */
export class FakeSession extends EventEmitter {
  readonly schemes = new Map<string, (request: Request) => Response>();
  readonly handlers: { [name: string]: Handler } = {};
  readonly protocol = {
    handle: (scheme: string, handler: (request: Request) => Response) => this.schemes.set(scheme, handler),
  };
  readonly webRequest = { onBeforeRequest: (handler: Handler) => (this.handlers["request"] = handler) };
  setPermissionRequestHandler = (handler: Handler): void => void (this.handlers["permission"] = handler);
  setPermissionCheckHandler = (handler: Handler): void => void (this.handlers["check"] = handler);
  setDevicePermissionHandler = (handler: Handler): void => void (this.handlers["device"] = handler);
  setDisplayMediaRequestHandler = (handler: Handler): void => void (this.handlers["display"] = handler);

  async get(url: string, method = "GET"): Promise<Response> {
    const handler = this.schemes.get(new URL(url).protocol.slice(0, -1));
    if (handler === undefined) throw new Error("no such scheme");
    // A browser has taken dots out of a path before it asks; hostile requests come as they are.
    return handler({ url, method } as Request);
  }
}

/** Of `app`, in the order in which it was used. */
export class FakeApp extends EventEmitter {
  readonly done: string[] = [];
  isPackaged = false;
  isFirst = true;
  /** Switches of the command line that Chromium itself understands. */
  readonly switches = new Set<string>();
  readonly commandLine = { hasSwitch: (name: string): boolean => this.switches.has(name) };
  readonly ended = Promise.withResolvers<number>();
  enableSandbox(): void {
    this.done.push("sandbox");
  }
  setPath(name: string, path: string): void {
    this.done.push(`${name}: ${path}`);
  }
  requestSingleInstanceLock(): boolean {
    this.done.push("lock");
    return this.isFirst;
  }
  whenReady(): Promise<void> {
    this.done.push("ready");
    return Promise.resolve();
  }
  exit(code: number): void {
    this.ended.resolve(code);
  }
}

export class FakeContents extends EventEmitter {
  readonly mainFrame: { origin: string } = { origin: "null" };
  openHandler: (() => { action: string }) | undefined;
  /** Of the preload: what arrives from main. */
  readonly incoming = new EventEmitter();
  webRtc = "default";
  setWindowOpenHandler(handler: () => { action: string }): void {
    this.openHandler = handler;
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.webRtc = policy;
  }
  isDestroyed(): boolean {
    return false;
  }
  send(channel: string, ...args: unknown[]): void {
    this.incoming.emit(channel, {}, ...(structuredClone(args) as unknown[]));
  }
}

/** Enough of Electron for the host, with a page that has run the real preload. */
export class FakeElectron {
  readonly session = new FakeSession();
  readonly handlers = new Map<string, (event: object, ...args: unknown[]) => unknown>();
  readonly app = new FakeApp();
  idleState = "active";
  readonly power = Object.assign(new EventEmitter(), { getSystemIdleState: () => this.idleState });
  readonly opened: string[] = [];
  copied = "";
  readonly dialogs: object[] = [];
  /** What the next dialog answers. */
  answer: object = { canceled: true, filePaths: [], filePath: "" };
  contents: FakeContents | undefined;
  windowOptions: { readonly webPreferences: { readonly [name: string]: unknown } } | undefined;
  destroyed = false;
  /** Times that the window was brought to the front. */
  focused = 0;
  hidden: boolean | undefined;
  safeStorage = {
    getSelectedStorageBackend: () => "gnome_libsecret",
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text).reverse()),
    decryptStringAsync: (sealed: Buffer) =>
      Promise.resolve({ result: Buffer.from(sealed).reverse().toString(), shouldReEncrypt: false }),
  };
  bridge: Bridge | undefined;

  get apis(): ElectronApis {
    // oxlint-disable-next-line typescript/no-this-alias, unicorn/no-this-assignment
    const fake = this;
    class BrowserWindow extends EventEmitter {
      readonly webContents = new FakeContents();
      constructor(options: NonNullable<FakeElectron["windowOptions"]>) {
        super();
        fake.windowOptions = options;
        fake.contents = this.webContents;
        fake.app.emit("web-contents-created", {}, this.webContents);
      }
      async loadURL(url: string): Promise<void> {
        const response = await fake.session.get(url);
        if (response.status !== 200) throw new Error("ERR_FILE_NOT_FOUND");
        const { protocol, host } = new URL(url);
        this.webContents.mainFrame.origin = `${protocol}//${host}`;
        fake.bridge = fake.loadPreload(this.webContents.mainFrame);
      }
      show(): void {}
      focus(): void {
        fake.focused++;
      }
      setContentProtection(hidden: boolean): void {
        fake.hidden = hidden;
      }
      isMinimized(): boolean {
        return false;
      }
      destroy(): void {
        if (fake.destroyed) return;
        fake.destroyed = true;
        this.emit("closed");
      }
    }
    const dialog = (_window: unknown, options: object): Promise<object> => {
      this.dialogs.push(options);
      return Promise.resolve(this.answer);
    };
    return {
      app: this.app,
      BrowserWindow,
      clipboard: {
        writeText: (text: string) => (this.copied = text),
        readText: () => this.copied,
        clear: () => (this.copied = ""),
      },
      dialog: { showOpenDialog: dialog, showSaveDialog: dialog },
      ipcMain: {
        handle: (channel: string, handler: (event: object, ...args: unknown[]) => unknown) => {
          if (this.handlers.has(channel)) throw new Error("Attempted to register a second handler");
          this.handlers.set(channel, handler);
        },
        removeHandler: (channel: string) => this.handlers.delete(channel),
      },
      Menu: { setApplicationMenu: () => {}, buildFromTemplate: () => ({}) },
      powerMonitor: this.power,
      protocol: {
        registerSchemesAsPrivileged: (schemes: readonly object[]) =>
          this.app.done.push(`schemes: ${JSON.stringify(schemes)}`),
      },
      safeStorage: this.safeStorage,
      session: { fromPartition: () => this.session },
      shell: {
        openExternal: (url: string) => {
          this.opened.push(url);
          return Promise.resolve();
        },
      },
    } as unknown as ElectronApis;
  }

  /** As `ipcRenderer.invoke` from a frame of some contents: values are cloned on their way. */
  async invoke(
    message: unknown,
    frame: FakeFrame | null = this.contents?.mainFrame ?? null,
    sender: object | undefined = this.contents,
  ): Promise<unknown> {
    const handler = this.handlers.get("sealfolio:call");
    if (handler === undefined) throw new Error("No handler registered");
    return structuredClone(await handler({ sender, senderFrame: frame }, structuredClone(message)));
  }

  /** Runs the real preload for a frame; gives what it put into the page's world. */
  loadPreload(frame: FakeFrame): Bridge {
    const { contents } = this;
    if (contents === undefined) throw new Error("no window");
    const exposed: { [name: string]: Bridge } = {};
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: Bridge) => (exposed[name] = value) },
      ipcRenderer: {
        invoke: (channel: string, message: unknown) =>
          channel === "sealfolio:call" ? this.invoke(message, frame) : Promise.reject(new Error(channel)),
        on: (channel: string, listener: Listener) => contents.incoming.on(channel, listener),
      },
    };
    const require = (name: string): object => {
      if (name !== "electron") throw new Error(`module not found: ${name}`);
      return electron;
    };
    const names = ["require", "addEventListener", "reportError", "performance"];
    const run = vm.compileFunction(readFileSync(PRELOAD, "utf8"), names) as Listener;
    run(
      require,
      () => {},
      () => {},
      performance,
    );
    if (Object.keys(exposed).join() !== "sealfolio") throw new Error("the preload exposes something else");
    return exposed["sealfolio"] as Bridge;
  }
}
