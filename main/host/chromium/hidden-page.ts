import type { BrowserContext, CDPSession, Page } from "playwright-core";
import { parseJson } from "../../../src/json/parse.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../../../src/json/value.ts";

/** Of the browser's own messages the most that is read. */
const MAX_MESSAGE = 8 << 20;

interface Asked {
  readonly resolve: (result: JsonObject) => void;
  readonly reject: (error: Error) => void;
}

interface Place {
  /** Session of the target, as the browser calls it. */
  readonly target: string;
  readonly origin: string;
  readonly profile: { readonly browserContextId?: string };
}

function membersOf(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}

/**
 * An empty page of an origin of its own that nobody sees: no window, no tab, no focus to take away. It is
 * the browser's for what the program itself must do there, and our page cannot reach it.
 */
export class HiddenPage {
  readonly #session: CDPSession;
  readonly #place: Place;
  readonly #asked = new Map<number, Asked>();
  #last = 0;

  private constructor(session: CDPSession, place: Place) {
    this.#session = session;
    this.#place = place;
    session.on("Target.receivedMessageFromTarget", ({ sessionId, message }) => {
      if (sessionId === place.target && message.length <= MAX_MESSAGE)
        this.#take(membersOf(parseJson(message)));
    });
    session.once("close", () => this.#end());
  }

  /** Beside `page`, in its profile. Rejects where the browser has no hidden pages (Chromium before 133). */
  static async open(context: BrowserContext, page: Page, origin: string): Promise<HiddenPage> {
    const browser = context.browser();
    if (browser === null) throw new Error("the driver does not know its browser");
    const beside = await context.newCDPSession(page);
    const { targetInfo } = await beside.send("Target.getTargetInfo");
    await beside.detach();
    const { browserContextId } = targetInfo;
    const profile = browserContextId === undefined ? {} : { browserContextId };
    const session = await browser.newBrowserCDPSession();
    const { targetId } = await session.send("Target.createTarget", {
      url: "about:blank",
      hidden: true,
      ...profile,
    });
    const { sessionId } = await session.send("Target.attachToTarget", { targetId, flatten: false });
    const hidden = new HiddenPage(session, { target: sessionId, origin, profile });
    await hidden.#load();
    return hidden;
  }

  /** What a person would be asked about. */
  async allow(permissions: readonly string[]): Promise<void> {
    const { origin, profile } = this.#place;
    for (const name of permissions)
      await this.#session.send("Browser.setPermission", {
        permission: { name },
        setting: "granted",
        origin,
        ...profile,
      });
  }

  /** What it loads, and all that it could ever ask for, is answered here: an empty page. */
  async #load(): Promise<void> {
    const { origin } = this.#place;
    await this.#ask("Fetch.enable", {});
    await this.#ask("Emulation.setFocusEmulationEnabled", { enabled: true });
    await this.#ask("Page.navigate", { url: `${origin}/` });
    // The navigation is answered when it begins; the page is there when its origin is.
    const at = await this.evaluate(
      `new Promise((done) => { const look = () => document.readyState === "complete" ? done(origin) : setTimeout(look, 1); look(); })`,
    );
    if (at !== origin) throw new Error("the hidden page is elsewhere");
  }

  /** Runs an expression in it; its value, or that of its promise, must be plain. Rejects if it fails. */
  async evaluate(expression: string): Promise<JsonValue | undefined> {
    const { result, exceptionDetails } = await this.#ask("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails !== undefined) throw new Error("the hidden page's code failed");
    return membersOf(result)["value"];
  }

  #ask(method: string, params: JsonObject): Promise<JsonObject> {
    return new Promise((resolve, reject) => {
      const id = ++this.#last;
      this.#asked.set(id, { resolve, reject });
      this.#session
        .send("Target.sendMessageToTarget", {
          sessionId: this.#place.target,
          message: JSON.stringify({ id, method, params }),
        })
        .catch((error: unknown) => {
          this.#asked.delete(id);
          reject(new Error("the hidden page is gone", { cause: error }));
        });
    });
  }

  #take(message: JsonObject): void {
    const { id, result, error, method, params } = message;
    if (method === "Fetch.requestPaused") {
      const requestId = membersOf(params)["requestId"] ?? "";
      const responseHeaders = [{ name: "Content-Type", value: "text/html" }];
      void this.#ask("Fetch.fulfillRequest", { requestId, responseCode: 200, responseHeaders }).catch(
        () => {},
      );
      return;
    }
    const asked = typeof id === "number" ? this.#asked.get(id) : undefined;
    if (asked === undefined) return;
    this.#asked.delete(id as number);
    if (error === undefined) asked.resolve(membersOf(result));
    else asked.reject(new Error("the browser refused"));
  }

  #end(): void {
    for (const { reject } of this.#asked.values()) reject(new Error("the hidden page is gone"));
    this.#asked.clear();
  }

  async close(): Promise<void> {
    this.#end();
    await this.#session.detach().catch(() => {});
  }
}
