import assert from "node:assert/strict";
import { after, afterEach, test } from "node:test";
import { findBrowser } from "./browser.ts";
import { Story } from "./story-world.ts";

const skip = findBrowser() === undefined ? "no browser installed" : false;

export interface Told {
  /** Undefined only where no browser is installed, and then no chapter is told. */
  readonly story: Story;
  readonly chapter: (name: string, work: () => Promise<void>) => void;
}

/** A test file that is one story: each chapter stands on those before it, and where one fails, the rest is not told. */
export async function openStory(prepare: (story: Story) => Promise<void> = async () => {}): Promise<Told> {
  const endings: (() => void | Promise<void>)[] = [];
  const t = { after: (work: () => void | Promise<void>) => void endings.unshift(work) };
  after(async () => {
    for (const end of endings) await end();
  });
  const story = skip === false ? await Story.open(t) : undefined;
  if (story !== undefined) await prepare(story);
  afterEach(() => story?.windows.assertSound());
  let stopped = false;
  return {
    story: story ?? ({} as Story),
    chapter: (name, work) => {
      test(name, { skip }, async () => {
        assert.ok(!stopped, "an earlier chapter failed");
        stopped = true;
        await work();
        stopped = false;
      });
    },
  };
}
