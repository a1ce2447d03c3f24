import assert from "node:assert/strict";
import { SAMPLE_OFFICES } from "../../main/app/sample/offices.ts";
import { SAMPLE_CERTIFICATES } from "../../main/app/sample/people.ts";
import type { ProfileKind } from "../../src/contract/calls/app.ts";
import type { ArgsOf, CallName, ValueOf } from "../../src/contract/contract.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { parseJson } from "../../src/json/parse.ts";
import { type StoryWindow, StoryWindows } from "./story-windows.ts";
import { PASSPHRASE } from "./vault.ts";
import { catalogueType, whole, WalletWorld } from "./wallet-world.ts";

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

  /** What a window would ask of its program. */
  async call<Name extends CallName>(
    who: StoryWindow,
    name: Name,
    args: ArgsOf<Name>,
  ): Promise<ValueOf<Name>> {
    const answer = await who.app.call(name, args);
    assert.ok(answer.ok, answer.ok ? "" : `${name} answered ${answer.code}`);
    return answer.value;
  }

  /** The first chapters in short: wallets, accreditation, types; the citizen holds an identity card and a title. */
  async found(): Promise<void> {
    const { office, counter, citizen, buyer, world } = this;
    const passphrase = PASSPHRASE;
    const followed = { passphrase, registry: world.registry, sources: [world.url] };
    const make = (who: StoryWindow, more: { name: string; kind: ProfileKind; office?: string }) => {
      const mode = more.kind === "citizen" ? "light" : "full";
      return this.call(who, "app.create_profile", { ...followed, mode, ...more });
    };
    await Promise.all([
      make(office, { name: "Officer", kind: "office", office: "town-hall" }),
      make(counter, { name: "Till 3", kind: "counter", office: "bank" }),
      make(citizen, { name: "Ada", kind: "citizen" }),
      make(buyer, { name: "Jonah", kind: "citizen" }),
    ]);
    const keysOf = async (who: StoryWindow, id: string): Promise<string> =>
      JSON.stringify({ office: id, keys: await this.call(who, "office.keys", {}) });
    await this.accredit(await keysOf(office, "town-hall"), "Town Hall", { issues: [...this.types] });
    const asks = SAMPLE_OFFICES.find(({ id }) => id === "bank")?.asks ?? [];
    await this.accredit(await keysOf(counter, "bank"), "Lakeside Bank", { asks: [...asks] });
    await this.define();
    await this.call(office, "registry.sync", {});
    await this.call(citizen, "registry.sync", {});
    for (const type of ["id-card", "property-title"] as const) {
      const vct = String(catalogueType(type)["vct"]);
      const { request } = await this.call(citizen, "holder.request_key", { office: "town-hall", vct });
      const delivery = await this.issue(type, request);
      await this.call(citizen, "registry.sync", {});
      await this.call(citizen, "holder.keep", { delivery });
    }
  }

  /** A certificate as the sample has it, for whoever asks; its delivery. */
  async issue(type: (typeof TYPES)[number], request: string, more: JsonObject = {}): Promise<string> {
    const claims = { ...SAMPLE_CERTIFICATES.find((each) => each.type === type)?.claims(), ...more };
    return whole(await this.call(this.office, "office.issue", { type, request, claims })).delivery;
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

  /** The citizen looks at the request and approves it as it stands, also where the window warns of it. */
  async approve(request: string, warning?: string): Promise<string> {
    const { citizen } = this;
    await citizen.go("Present");
    await citizen.drop("request.sealfolio", request);
    await citizen.title("Who asks, and for what");
    await citizen.sees("Known asker");
    if (warning !== undefined)
      await citizen.sees(warning, "Whoever checks it will see that it does not count.");
    await citizen.press("Approve");
    if (warning !== undefined) await citizen.confirm("Show it all the same");
    await citizen.title("Your answer is ready");
    return await citizen.savedBy(() => citizen.press("Save as a file"));
  }

  /** Opens the office's record of a certificate. */
  async open(...words: readonly string[]): Promise<void> {
    await this.office.go("Register");
    let rows = this.office.page.getByRole("row");
    for (const word of words) rows = rows.filter({ hasText: word });
    await rows.first().click();
    const panel = this.office.page.getByRole("complementary", { name: "The one chosen" });
    await panel.getByRole("link", { name: "Open", exact: true }).click();
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
