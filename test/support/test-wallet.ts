import assert from "node:assert/strict";
import { join } from "node:path";
import type { Clock } from "../../main/doors/clock.ts";
import { FLOOR_KDF } from "../../main/vault/kdf-policy.ts";
import { openProgram } from "../../main/wallet/compose.ts";
import type { Program } from "../../main/wallet/program.ts";
import type { AnswerOf, ArgsOf, CallName, CodeOf, ValueOf } from "../../src/contract/contract.ts";
import { codesOf } from "./contract-codes.ts";
import { MarkedSecrets } from "./marked-secrets.ts";
import { PASSPHRASE, WEAK_KDF } from "./vault.ts";

export interface WalletPlan {
  readonly name: string;
  readonly mode: "full" | "light";
  readonly office?: string;
  /** What a try at its passphrase costs: as a real wallet's, or the least that a program takes. */
  readonly kdf?: "real" | "least";
}

const KDF = {
  real: {},
  least: { kdfPolicy: FLOOR_KDF, workFactor: 10 },
  weak: { kdfPolicy: WEAK_KDF, workFactor: 10 },
} as const;

interface Surroundings {
  readonly root: string;
  readonly clock: Clock;
  readonly onBug: (call: CallName, error: unknown) => void;
}

/**
 * One person's wallet, used through the contract and nothing else. Whatever it answers is held to what
 * every answer must be: plain JSON, codes of that call, no secret.
 */
export class TestWallet {
  readonly plan: WalletPlan;
  readonly folder: string;
  readonly passphrase = PASSPHRASE;
  readonly secrets = new MarkedSecrets();
  /** While true, it refuses to reach for the network. */
  isOffline = false;
  /** Called before each request to a node. */
  onRequest: () => void = () => {};
  readonly #around: Surroundings;
  #program: Program;

  constructor(plan: WalletPlan, around: Surroundings) {
    this.plan = plan;
    this.folder = join(around.root, plan.name);
    this.#around = around;
    this.secrets.add(Buffer.from(this.passphrase));
    this.#program = this.#open();
  }

  #open(): Program {
    const { clock, onBug } = this.#around;
    const offline = (): boolean => {
      this.onRequest();
      return this.isOffline;
    };
    return openProgram(this.folder, {
      ...KDF[this.plan.kdf ?? "weak"],
      clock,
      onBug,
      offline,
      loopbackIssuers: true,
      random: this.secrets.random,
    });
  }

  get program(): Program {
    return this.#program;
  }

  /** The answer to a call, whatever it is asked with. */
  async answer<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<AnswerOf<Name>> {
    const answer = await this.#program.call(name, args);
    const text = JSON.stringify(answer);
    assert.deepEqual(JSON.parse(text), answer, `${name} answers plain JSON`);
    assert.deepEqual(structuredClone(answer), answer);
    this.secrets.assertAbsent(text, name);
    if (!answer.ok) {
      assert.ok(codesOf(name).has(answer.code), `${name} has no code ${answer.code}`);
      assert.notEqual(answer.code, "call.failed", name);
    }
    return answer;
  }

  /** The value of a call that must succeed. */
  async ask<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<ValueOf<Name>> {
    const answer = await this.answer(name, args);
    if (answer.ok) return answer.value;
    assert.fail(`${this.plan.name}: ${name} answered ${answer.code}`);
  }

  /** The code of a call that must be refused. */
  async refused<Name extends CallName>(name: Name, args: ArgsOf<Name>): Promise<CodeOf<Name>> {
    const answer = await this.answer(name, args);
    assert.ok(!answer.ok, `${this.plan.name}: ${name} was not refused`);
    return answer.code;
  }

  /** Ends the program, as closing the window does. */
  close(): void {
    this.#program.close();
  }

  /** Starts it again on the same folder, and unlocks it. */
  async reopen(): Promise<void> {
    this.#program = this.#open();
    await this.ask("wallet.unlock", { passphrase: this.passphrase });
  }
}
