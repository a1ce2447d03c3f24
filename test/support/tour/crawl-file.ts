import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SampleWindow } from "../sample-window.ts";
import { Calls } from "./calls.ts";
import { Crawler } from "./crawler.ts";
import { FEW_SIGHTS, lookAt } from "./looks.ts";
import { focusFault, type MainAct, sceneOf } from "./main-acts.ts";
import { type Scene, Tour } from "./tour.ts";

export interface CrawlFile {
  readonly scenes: readonly Scene[];
  readonly acts: readonly MainAct[];
  /** Names of scenes that axe has not been to in another test. */
  readonly audited: RegExp;
  /** The program as it is found the first time, without the sample. */
  readonly isEmpty?: boolean;
  /** Further flags of the browser, as for its camera. */
  readonly flags?: readonly string[];
  /** What is done once before a scene is opened the first time, by its name. */
  readonly before?: { readonly [scene: string]: (tour: Tour) => Promise<void> };
  /** What ends what other scenes stand on, by scene; done by a scene of its own. */
  readonly spared?: { readonly [scene: string]: readonly string[] };
}

export interface Crawl {
  readonly window: SampleWindow;
  readonly tour: Tour;
  readonly crawler: Crawler;
}

/** Tests of one file: one window of the sample, whose scenes are looked at and pressed through. */
export function crawlFile({
  scenes,
  acts,
  audited,
  isEmpty = false,
  flags = [],
  before: begun = {},
  spared = {},
}: CrawlFile): () => Crawl {
  const endings: (() => void | Promise<void>)[] = [];
  const calls = new Calls();
  let crawl: Crawl | undefined;
  function opened(): Crawl {
    assert.ok(crawl !== undefined);
    return crawl;
  }

  before(async () => {
    const t = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
    const window = await SampleWindow.open(t, { between: calls.between, isEmpty, flags });
    window.page.setDefaultTimeout(60_000);
    const tour = await Tour.begin(window, calls, t);
    crawl = { window, tour, crawler: new Crawler(tour) };
  });
  after(async () => {
    try {
      assert.deepEqual(crawl?.window.complaints, []);
      assert.deepEqual(crawl?.window.bugs, []);
    } finally {
      for (const end of endings) await end();
    }
  });

  for (const { scene, comes } of acts) {
    test(`Enter does the main act, and the focus is seen: ${scene}`, async () => {
      const { tour } = opened();
      await sceneOf(scene).open(tour);
      await tour.settle();
      assert.equal(await focusFault(tour), undefined);
      await tour.page.keyboard.press("Enter");
      await comes(tour);
      await tour.settle();
      assert.equal(await focusFault(tour), undefined);
    });
  }

  for (const [i, scene] of scenes.entries()) {
    // One sight each; all of them for every scene are in test/looks.
    const sights = FEW_SIGHTS.filter((_, at) => at === i % FEW_SIGHTS.length);
    test(`whole in every language, and something comes of every control: ${scene.name}`, async () => {
      const { tour, crawler } = opened();
      const wrong: string[] = [];
      await begun[scene.name]?.(tour);
      const look = async (): Promise<void> => {
        wrong.push(...(await lookAt(tour, sights, () => audited.test(scene.name))));
      };
      wrong.push(...(await crawler.crawl(scene, { look, spared: spared[scene.name] ?? [] })));
      assert.deepEqual(wrong, []);
    });
  }
  return opened;
}
