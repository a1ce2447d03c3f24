import type { Result } from "../../src/result.ts";
import type { OpenProfile } from "./open-profile.ts";
import type { Work, WorkDesk } from "./work.ts";

type Answer = Promise<Result<unknown, string>>;

/** Long works of one wallet, told to the window with what is done and stopped by it. */
export class WatchedWork {
  readonly #desk: WorkDesk;
  readonly #isHeard: (profile: OpenProfile) => boolean;

  /** `isHeard`: whether the window shows this wallet just now. */
  constructor(desk: WorkDesk, isHeard: (profile: OpenProfile) => boolean) {
    this.#desk = desk;
    this.#isHeard = isHeard;
  }

  /** One under way is joined, with the progress and the cancelling that it has. */
  async sync(profile: OpenProfile, args: unknown): Answer {
    if (profile.work !== undefined) return await profile.program.dispatch("registry.sync", args);
    const work = this.#desk.begin("sync", { isHeard: () => this.#isHeard(profile) });
    profile.work = work;
    try {
      return await profile.program.dispatch("registry.sync", args);
    } finally {
      profile.work = undefined;
      work.end();
    }
  }

  /** Another table of the same wallet meanwhile is not watched. */
  async bulk(profile: OpenProfile, args: unknown): Answer {
    if (profile.bulk !== undefined) return await profile.program.dispatch("bulk.run", args);
    const work = this.#desk.begin("bulk", { isHeard: () => this.#isHeard(profile), atOnce: true });
    profile.bulk = work;
    try {
      return await profile.program.dispatch("bulk.run", args);
    } finally {
      profile.bulk = undefined;
      work.end();
    }
  }

  /** Of an office: read into memory when its wallet opens. */
  register(profile: OpenProfile): Work {
    return this.#desk.begin("register", { isHeard: () => this.#isHeard(profile) });
  }

  async audit(profile: OpenProfile, args: unknown): Answer {
    const work = this.#desk.begin("audit", { isHeard: () => this.#isHeard(profile), atOnce: true });
    profile.audit = work;
    try {
      return await profile.program.dispatch("registry.audit", args);
    } finally {
      profile.audit = undefined;
      work.end();
    }
  }
}
