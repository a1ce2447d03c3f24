import assert from "node:assert/strict";
import { App, type AppOptions } from "../../main/app/app.ts";
import { systemRandom } from "../../main/doors/random.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import type { ArgsOf, CallName, CodeOf, ValueOf } from "../../src/contract/contract.ts";
import { FakeHost } from "./fake-host.ts";
import { tempFolder } from "./temp-folder.ts";
import { WEAK_KDF } from "./vault.ts";

/** The program above the wallets without a window; a call that failed for a bug of ours is kept in `bugs`. */
export class TestApp {
  readonly folder: string;
  readonly bugs: string[] = [];
  readonly #change: Partial<AppOptions>;
  host = new FakeHost();
  app: App;

  constructor(t: { after(work: () => void | Promise<void>): void }, change: Partial<AppOptions> = {}) {
    this.folder = tempFolder(t);
    this.#change = change;
    this.app = this.#make();
    t.after(() => this.app.close());
  }

  #make(): App {
    const onBug = (call: string): void => void this.bugs.push(call);
    return new App({
      version: "1.2.3",
      folder: this.folder,
      host: this.host,
      openWallet: (folder, watch) =>
        openProgram(folder, { ...watch, kdfPolicy: WEAK_KDF, workFactor: 10, onBug }),
      random: systemRandom,
      realWallets: true,
      onBug,
      ...this.#change,
    });
  }

  /** As the program ended and started again. */
  async restart(): Promise<void> {
    await this.app.close();
    this.host = new FakeHost();
    this.app = this.#make();
  }

  async ask<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>> {
    const answer = await this.app.call(name, args);
    assert.ok(answer.ok, answer.ok ? "" : `${name} answered ${answer.code}`);
    return answer.value;
  }

  async refused<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<CodeOf<Name>> {
    const answer = await this.app.call(name, args);
    assert.ok(!answer.ok, `${name} was not refused`);
    return answer.code;
  }
}
