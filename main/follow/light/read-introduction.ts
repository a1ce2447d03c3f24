import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import type { Seal } from "../../../src/note/seal.ts";
import {
  type IntroducedOffice,
  type Introduction,
  verifyIntroduction,
} from "../../../src/presentation/introduction.ts";
import type { Clock } from "../../doors/clock.ts";
import { type Journal, textOf } from "../journal.ts";
import type { LightCopy } from "./light-copy.ts";
import { policyOfBlock } from "./light-view.ts";

/** Another tree of the size that we follow, sealed by a quorum: kept as evidence, raises the alarm. */
function contradicts(seal: Seal, ours: Seal, journal: Journal, at: number): boolean {
  const { size, root } = seal.checkpoint;
  if (size !== ours.checkpoint.size || equal(root, ours.checkpoint.root)) return false;
  const signed = new Set(ours.cosigners.map(({ id }) => id));
  const signers = seal.cosigners.map(({ id }) => id).filter((id) => signed.has(id));
  journal.raise({ at, ours: ours.text, theirs: seal.text, source: "introduction", signers });
  return true;
}

/**
 * The office that an introduction proves to a light copy; undefined where it proves none, or where
 * this copy cannot tell who may seal its block. Whether it is recent enough is left to the caller.
 */
export function readIntroduction(
  introduction: Introduction,
  copy: LightCopy,
  { primitives, clock }: { readonly primitives: Primitives; readonly clock: Clock },
): IntroducedOffice | undefined {
  const { state, journal } = copy;
  if (state === undefined) return undefined;
  const found = verifyIntroduction(introduction, policyOfBlock(state), primitives);
  if (!found.ok || journal.rejected().has(textOf(found.value.seal.text))) return undefined;
  if (contradicts(found.value.seal, state.head.seal, journal, clock())) return undefined;
  return found.value;
}
