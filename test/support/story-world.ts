import type { JsonObject } from "../../src/json/value.ts";
import { parseJson } from "../../src/json/parse.ts";
import { type StoryWindow, StoryWindows } from "./story-windows.ts";
import { catalogueType, WalletWorld } from "./wallet-world.ts";

const YEAR = 365 * 86_400;
const TYPES = ["id-card", "birth-certificate", "property-title"] as const;

interface Endings {
  after(work: () => void | Promise<void>): void;
}

/**
 * A registry on loopback, and the windows of an officer, a citizen, counter staff and somebody who buys
 * a house, with what each of them does more than once.
 */
export class Story {
  readonly world: WalletWorld;
  readonly windows: StoryWindows;
  readonly office: StoryWindow;
  readonly citizen: StoryWindow;
  readonly counter: StoryWindow;
  readonly buyer: StoryWindow;
  /** Who has no network just now: any attempt to reach one fails. */
  readonly isOffline: Set<string>;
  /** Which types the office may issue. */
  readonly types: readonly JsonObject[] = TYPES.map((type) => ({ type }));

  private constructor(
    world: WalletWorld,
    windows: StoryWindows,
    isOffline: Set<string>,
    people: readonly StoryWindow[],
  ) {
    this.world = world;
    this.windows = windows;
    this.isOffline = isOffline;
    const [office, citizen, counter, buyer] = people as [StoryWindow, StoryWindow, StoryWindow, StoryWindow];
    this.office = office;
    this.citizen = citizen;
    this.counter = counter;
    this.buyer = buyer;
  }

  static async open(t: Endings): Promise<Story> {
    const world = await WalletWorld.open(t);
    const windows = await StoryWindows.open(t);
    const isOffline = new Set<string>();
    const people: StoryWindow[] = [];
    for (const who of ["office", "citizen", "counter", "buyer"]) {
      people.push(await windows.window(who, { offline: () => isOffline.has(who) }));
    }
    return new Story(world, windows, isOffline, people);
  }

  /** What an authority does with the keys that an office has given it. */
  async accredit(saved: string, name: string, rights: JsonObject): Promise<void> {
    const { office: id, keys } = parseJson(saved) as { office: string; keys: { [use: string]: string } };
    const now = this.world.clock();
    const span = { from: now - 3_600, to: now + 5 * YEAR };
    const within = (each: unknown): JsonObject => ({ ...(each as JsonObject), ...span });
    const { issues = [], asks = [] } = rights as { issues?: unknown[]; asks?: unknown[] };
    await this.world.decide("office.accredit", {
      id,
      name: { en: name },
      keys: Object.entries(keys).map(([use, key]) => within({ use, key })),
      issues: issues.map(within),
      asks: asks.map(within),
    });
  }

  /** The types that this office issues; it keeps their unique marks itself. */
  async define(): Promise<void> {
    for (const id of TYPES) {
      const type = catalogueType(id);
      const unique = { ...(type["unique"] as JsonObject), keeper: "town-hall" };
      await this.world.decide("type.define", { ...type, unique });
    }
  }

  /** A request for a certificate, which stands there to be passed on. `isKnown`: one of the office is held already. */
  async askFor(window: StoryWindow, kind: string, isKnown = false): Promise<void> {
    await window.go("Receive");
    await window.choose("Certificate", kind);
    if (isKnown) await window.choose("Office", "Town Hall");
    else await window.enter({ "Short name of the office": "town-hall" });
    await window.press("Make the request");
    await window.sees("The request is ready.");
  }

  /** From the filled form to the delivery that stands there to be passed on. */
  async signAndIssue(): Promise<void> {
    await this.office.press("Look at it");
    await this.office.press("Sign and issue");
    await this.office.sees("It is sealed.");
  }

  /** Looked at before it is kept: what it says, and that it checks out. */
  async keep(window: StoryWindow, ...says: readonly string[]): Promise<void> {
    await window.title("Look before you keep it");
    await window.sees("Everything checks out.", ...says);
    await window.press("Keep it");
    await window.sees("The certificate is kept.");
  }

  /** The counter's request, saved as a file. */
  async ask(template: RegExp): Promise<string> {
    const { counter } = this;
    await counter.go("New check");
    await counter.page.getByRole("radio", { name: template }).check({ force: true });
    await counter.press(/^Make the request/);
    await counter.title("Pass the request on");
    return await counter.savedBy(() => counter.press(/^Save as a file/));
  }

  /** The citizen looks at the request and approves it as it stands. */
  async approve(request: string): Promise<string> {
    const { citizen } = this;
    await citizen.go("Present");
    await citizen.drop("request.sealfolio", request);
    await citizen.title("Who asks, and for what");
    await citizen.sees("Known asker");
    await citizen.press("Approve");
    await citizen.title("Your answer is ready");
    return await citizen.savedBy(() => citizen.press("Save as a file"));
  }

  /** Opens the office's record of a certificate. */
  async open(...words: readonly string[]): Promise<void> {
    await this.office.go("Register");
    let rows = this.office.page.getByRole("row");
    for (const word of words) rows = rows.filter({ hasText: word });
    await rows.first().click();
  }

  /** A change of the identity card's status as the officer makes it: asked before, with a reason. */
  async change(act: string, reason: string): Promise<void> {
    const { office } = this;
    await this.open("Ada Marie Sample", "Identity card");
    await office.press(act);
    const dialog = office.page.getByRole("alertdialog");
    await office.choose("Reason", reason);
    await office.button(act, dialog).click();
    await dialog.waitFor({ state: "hidden" });
  }
}
