import { setTimeout as sleep } from "node:timers/promises";
import { type CosignAnswer, isPassing, type Proposal } from "../cosigning/cosigner-port.ts";
import type { CosignerFeed } from "../cosigning/cosigner-feed.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { codeOf } from "../../../src/error.ts";
import { verifyCosignatureLine } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { addSignatures, parseNote } from "../../../src/note/note.ts";
import type { SealPolicy } from "../../../src/note/seal.ts";
import { Wake } from "../wake.ts";

/** How long the others are waited for once a quorum has answered, milliseconds. */
const GRACE_MS = 40;
/** How long one that hangs holds up asking the others again, milliseconds. What it answers later still counts. */
const ROUND_MS = 2_000;

/** Resolves when all have settled, a little after `enough` became true, or at the end of the round. */
async function settle(answers: readonly Promise<void>[], enough: () => boolean): Promise<void> {
  const news = new Wake();
  const end = performance.now() + ROUND_MS;
  const open = new Set(answers);
  const all = Promise.all(
    answers.map(async (answer) => {
      await answer;
      open.delete(answer);
      news.wake();
    }),
  );
  for (let left = ROUND_MS; open.size > 0 && !enough(); left = end - performance.now()) {
    if (left <= 0) return;
    await news.wait(left);
  }
  if (open.size > 0) await Promise.race([all, sleep(GRACE_MS)]);
}

/** Gathers the cosignatures on one checkpoint, over as many rounds as it takes. */
export class Gathering {
  readonly #proposal: Proposal;
  readonly #policy: SealPolicy;
  readonly #primitives: Primitives;
  readonly #text: string;
  readonly #lines = new Map<string, string>();
  readonly #codes = new Map<string, string>();

  constructor(proposal: Proposal, policy: SealPolicy, primitives: Primitives) {
    this.#proposal = proposal;
    this.#policy = policy;
    this.#primitives = primitives;
    this.#text = parseNote(proposal.checkpoint).text;
  }

  /** Asks every cosigner of today's set that has not answered yet. Never throws. */
  async ask(feeds: readonly CosignerFeed[]): Promise<void> {
    const open = feeds.filter(({ id }) => !this.#lines.has(id) && this.#keyOf(id) !== undefined);
    const answers = open.map(async (feed) => this.#note(feed.id, await feed.ask(this.#proposal)));
    await settle(answers, () => this.isSealed);
  }

  get isSealed(): boolean {
    return this.#lines.size >= this.#policy.quorum;
  }

  /** So many have refused for good that no quorum is left. */
  get isHopeless(): boolean {
    const refused = [...this.#codes.values()].filter((code) => !isPassing(code)).length;
    return this.#policy.authorities.length - refused < this.#policy.quorum;
  }

  /** Why each authority without a cosignature has none; one that was never asked is not among them. */
  get silent(): { readonly [authority: string]: string } {
    return Object.fromEntries(this.#codes);
  }

  /** The checkpoint with the cosignatures so far. */
  note(): string {
    return addSignatures(this.#proposal.checkpoint, [...this.#lines.values()]);
  }

  #keyOf(id: string): Uint8Array | undefined {
    return this.#policy.authorities.find((authority) => authority.id === id)?.cosign;
  }

  #note(id: string, answer: CosignAnswer): void {
    const code = answer.ok ? this.#faultOfLine(id, answer.line) : answer.code;
    if (code !== undefined) {
      this.#codes.set(id, code);
      return;
    }
    this.#codes.delete(id);
    if (answer.ok) this.#lines.set(id, answer.line);
  }

  /** One bad line would spoil the whole note, so each is verified by itself. */
  #faultOfLine(id: string, line: string): string | undefined {
    const publicKey = this.#keyOf(id);
    if (publicKey === undefined) return "cosigner.malformed";
    try {
      const name = cosignerName(this.#policy.origin, id);
      verifyCosignatureLine(this.#text, line, { name, publicKey }, this.#primitives);
      return undefined;
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      return "cosigner.malformed";
    }
  }
}
