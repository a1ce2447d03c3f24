import { SAMPLE_PASSPHRASE } from "../../../main/app/sample/people.ts";
import { type Control, type Layer, layerOf, reach, STATE } from "./crawl-page.ts";
import type { Calls } from "./calls.ts";
import type { Scene, Tour } from "./tour.ts";

/** Milliseconds in which something must come of a control, also on a slow machine. */
const PATIENCE = 10_000;

export interface CrawlOptions {
  /** Milliseconds in which something must come of a control. */
  readonly patience?: number;
  /** With what stands around the screen, and every item of every list. */
  readonly isWhole?: boolean;
  /** Is done first, with the scene open. */
  readonly look?: (tour: Tour, name: string) => Promise<void>;
  /** Names of controls that are not pressed here, since they end what the crawl stands on. */
  readonly spared?: readonly string[];
}

/** Every control of every scene, also where the same one of the same screen was seen to work. */
const IS_ALL = process.env["SEALFOLIO_CRAWL"] === "all";

/** How many layers before a screen are gone into: a dialog, and a list opened from it. */
const DEPTH = IS_ALL ? 2 : 1;

/** The same layer with the same controls: the next one can be tried where one is. */
function isSame(before: Layer, now: Layer): boolean {
  const names = ({ role, controls }: Layer): string => [role, ...controls.map(({ key }) => key)].join("\n");
  return names(before) === names(now);
}

/** What a control is of: the same button of the same screen is the same in another of its steps. */
function placeOf({ role, title }: Layer, key: string): string {
  return [role, title, key].join("\n");
}

/** Is the same part on many screens, and was seen to work on the first. */
const SHARED = new Set(["button Choose a file", "button Scan with the camera"]);

/**
 * Activates every enabled control of a scene as a person at the keyboard would, and expects something of
 * each: a call, a navigation, a file asked for, or a change in what the page shows.
 */
export class Crawler {
  readonly #tour: Tour;
  readonly #calls: Calls;
  /** Layers that were gone through, wherever they were opened from. */
  readonly #layers = new Set<string>();
  readonly #shared = new Set<string>();
  readonly #done = new Set<string>();
  #choosers = 0;
  activated = 0;

  constructor(tour: Tour) {
    this.#tour = tour;
    this.#calls = tour.calls;
    tour.page.on("filechooser", (chooser) => {
      this.#choosers++;
      void chooser.setFiles([]).catch(() => {});
    });
  }

  /** What is dead on it, a line each: scene, layer, control and why. */
  async crawl(scene: Scene, options: CrawlOptions = {}): Promise<readonly string[]> {
    const dead: string[] = [];
    const { look } = options;
    let isSeen = look === undefined;
    const open = async (): Promise<void> => {
      await this.#open(scene);
      if (!isSeen) await look?.(this.#tour, scene.name);
      isSeen = true;
    };
    await this.#layer(scene.name, open, options, dead, 0);
    return dead;
  }

  async #open(scene: Scene): Promise<void> {
    await this.#recover();
    await scene.open(this.#tour);
  }

  /** Preferences as they were; unlocked and in nobody's wallet in particular, whatever was pressed. */
  async #recover(): Promise<void> {
    const { window, page } = this.#tour;
    const { preferences, active, profiles } = await window.ask("app.status", {});
    if (preferences.language !== "en" || preferences.theme !== "light")
      await window.ask("app.set_preferences", { language: "en", theme: "light", autoLockMinutes: 10 });
    const state = profiles.find(({ id }) => id === active)?.state;
    if (state === "locked" && active?.startsWith("sample-") === true) await this.#unlock();
    this.#tour.knows(active);
    const isLayered = await page.evaluate(
      `document.querySelector("[role=dialog], [role=alertdialog], [role=menu], [role=listbox]") !== null`,
    );
    if (isLayered === true) for (let i = 0; i < 3; i++) await page.keyboard.press("Escape");
  }

  /** A wrong passphrase may have been tried: then it takes a while. */
  async #unlock(): Promise<void> {
    const end = performance.now() + 60_000;
    for (;;) {
      const answer = await this.#tour.window.app.call("wallet.unlock", { passphrase: SAMPLE_PASSPHRASE });
      if (answer.ok) return;
      if (performance.now() > end) throw new Error(answer.code);
      await new Promise((done) => {
        setTimeout(done, 100);
      });
    }
  }

  async #layer(
    place: string,
    open: () => Promise<void>,
    options: CrawlOptions,
    dead: string[],
    depth: number,
  ): Promise<void> {
    const { page } = this.#tour;
    const look = async () => (await page.evaluate(layerOf(IS_ALL || options.isWhole === true))) as Layer;
    await open();
    const layer = await look();
    if (layer.name !== "") this.#layers.add(layer.name);
    const spared = new Set(options.spared);
    const last = layer.controls.at(-1)?.key;
    // What is in front now, as far as it is known; undefined when the scene was left.
    let now: Layer | undefined = layer;
    for (const control of layer.controls) {
      const { key } = control;
      const isConfirm = depth > 0 && layer.role === "alertdialog" && key === last;
      // What a question is about is done where the scene is the question itself.
      if (isConfirm || spared.has(key) || this.#shared.has(key)) continue;
      if (SHARED.has(key)) this.#shared.add(key);
      if (!IS_ALL && this.#done.has(placeOf(layer, key))) continue;
      if (now === undefined) {
        await open();
        now = await look();
      }
      now = await this.#whenThere(now, key, look);
      if (!now.controls.some((each) => each.key === key)) {
        dead.push(`${place}: ${key}: it is not there when the scene is opened again`);
        continue;
      }
      let why = await this.#activate(control, options.patience ?? PATIENCE);
      if (why !== undefined && !isSame(layer, await look())) {
        // What the control before opened has come in front only now, as a camera's picture does.
        await open();
        await this.#whenThere(await look(), key, look);
        why = await this.#activate(control, options.patience ?? PATIENCE);
      }
      this.activated++;
      if (why === undefined) this.#done.add(placeOf(layer, key));
      else dead.push(`${place}: ${key}: ${why}`);
      await this.#tour.settle();
      now = await look();
      const isNew = now.name !== "" && now.name !== layer.name && !this.#layers.has(now.name);
      if (isNew && depth < DEPTH) {
        const opened = now;
        const again = async (): Promise<void> => {
          // What it is opened by may be drawn anew at the very moment, as when a block arrives.
          for (let attempt = 0; attempt < 3; attempt++) {
            await open();
            await this.#whenThere(await look(), key, look);
            await this.#activate(control, options.patience ?? PATIENCE);
            await this.#tour.settle();
            if ((await look()).role === opened.role) return;
          }
        };
        await this.#layer(`${place} > ${key}`, again, options, dead, depth + 1);
        now = undefined;
      } else if (!isSame(layer, now)) now = undefined;
    }
  }

  /** A screen that was opened again may still be filling. */
  async #whenThere(now: Layer, key: string, look: () => Promise<Layer>): Promise<Layer> {
    const end = performance.now() + PATIENCE;
    let seen = now;
    while (!seen.controls.some((each) => each.key === key) && performance.now() < end) {
      await this.#tour.settle();
      seen = await look();
    }
    return seen;
  }

  /** Undefined where something came of it. */
  async #activate(control: Control, patience: number): Promise<string | undefined> {
    const { page } = this.#tour;
    const place = (await page.evaluate(reach(control.key))) as
      | string
      | { readonly x: number; readonly y: number };
    if (typeof place === "string") return `no pointer gets at it, it is ${place}`;
    const before = { state: await page.evaluate(STATE), calls: this.#calls.count, choosers: this.#choosers };
    if (control.kind === "type") await page.keyboard.type("7");
    else if (control.kind === "toggle") await page.keyboard.press("Space");
    else if (control.kind === "press") await page.keyboard.press("Enter");
    else await page.mouse.click(place.x, place.y);
    const end = performance.now() + patience;
    do {
      if (this.#calls.count > before.calls || this.#choosers > before.choosers) return undefined;
      if ((await page.evaluate(STATE)) !== before.state) return undefined;
      await new Promise((done) => {
        setTimeout(done, 10);
      });
    } while (performance.now() < end);
    return "nothing comes of it";
  }
}
