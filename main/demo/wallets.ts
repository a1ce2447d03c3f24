import { join } from "node:path";
import type { ArgsOf, CallName, ValueOf } from "../../src/contract/contract.ts";
import { FLOOR_KDF } from "../vault/kdf-policy.ts";
import { openProgram } from "../wallet/compose.ts";
import type { Program } from "../wallet/program.ts";
import { DemoError, expect } from "./step.ts";

export interface WalletPlan {
  readonly name: string;
  readonly mode: "full" | "light";
  readonly office?: string;
}

/**
 * One person's wallet in a folder of its own, used through the contract and nothing else. Its passphrase
 * is in this file, so its key costs what a program accepts at least.
 */
export class DemoWallet {
  readonly plan: WalletPlan;
  readonly folder: string;
  readonly passphrase: string;
  readonly #offline: () => boolean;
  #program: Program;

  constructor(root: string, plan: WalletPlan, offline: () => boolean) {
    this.plan = plan;
    this.folder = join(root, "wallets", plan.name);
    this.passphrase = `a long walk with ${plan.name}`;
    this.#offline = offline;
    this.#program = openProgram(this.folder, { offline, kdfPolicy: FLOOR_KDF });
  }

  /** The value of a call that must succeed. */
  async ask<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>> {
    const answer = await this.#program.call(name, args);
    if (answer.ok) return answer.value;
    throw new DemoError("demo.unexpected", `${this.plan.name}: ${name} answered ${answer.code}`);
  }

  /** The code of a call that must be refused. */
  async refused<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<string> {
    const answer = await this.#program.call(name, args);
    expect(!answer.ok, `${this.plan.name}: ${name} was not refused`);
    return answer.code;
  }

  /** Ends the program, as closing the window does. */
  close(): void {
    this.#program.close();
  }

  /** Starts it again on the same folder. */
  reopen(): void {
    this.#program = openProgram(this.folder, { offline: this.#offline, kdfPolicy: FLOOR_KDF });
  }
}
