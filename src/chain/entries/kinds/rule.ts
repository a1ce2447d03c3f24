import { refuse, type Result } from "../../../result.ts";
import type { EntryMembers } from "../entry-members.ts";
import type { ApplyContext } from "../apply-context.ts";
import type { Shape } from "../shape.ts";
import { signaturesVerify } from "../signers.ts";
import type { State, Write } from "../../state/state.ts";
import type { ViolationCode } from "./violation.ts";

/** What all entries of a kind have in common, whatever the state. */
export interface Envelope {
  readonly maxBytes: number;
  /** The word in `by`, or `id` for the id of an authority or office. */
  readonly by: "founders" | "quorum" | "registry" | "id";
  /** It changes who may seal: a block may hold only one of such kinds together. */
  readonly changesAuthorities?: boolean;
}

/** What a kind's file says; `defineRule` puts the steps in order. */
export interface KindRule<Body> {
  readonly by: Envelope["by"];
  /** Default 16,384. */
  readonly maxBytes?: number;
  /** Default false. */
  readonly changesAuthorities?: boolean;
  /**
   * Default false. To apply it can cost hundreds of times what its signatures do: they are verified
   * before, so that who writes down a signer's public key and no signature makes no node work.
   */
  readonly isCostly?: boolean;
  readonly body: Shape<Body>;
  /** What `after` must say, or why there is no such subject. */
  readonly after: (state: State, body: Body) => Result<string, ViolationCode>;
  /** Whether those who signed may; whether they did is checked last. */
  readonly authorize: (
    state: State,
    entry: EntryMembers,
    body: Body,
    context: ApplyContext,
  ) => ViolationCode | undefined;
  readonly apply: (
    state: State,
    entry: EntryMembers,
    body: Body,
    context: ApplyContext,
  ) => Result<readonly Write[], ViolationCode>;
}

export interface Rule {
  readonly envelope: Envelope;
  /** Throws BodyError when the body is not of the kind's shape. */
  readonly run: (
    state: State,
    entry: EntryMembers,
    context: ApplyContext,
  ) => Result<readonly Write[], ViolationCode>;
}

export const USUAL_BYTES = 16_384;
export const LARGE_BYTES = 61_440;

/** Cheap checks first, then signatures, then what is costly, so that nonsense costs a node little. */
export function defineRule<Body>(kind: KindRule<Body>): Rule {
  return {
    envelope: {
      by: kind.by,
      maxBytes: kind.maxBytes ?? USUAL_BYTES,
      changesAuthorities: kind.changesAuthorities ?? false,
    },
    run: (state, entry, context) => {
      const body = kind.body(entry.body);
      const after = kind.after(state, body);
      if (!after.ok) return after;
      if (after.value !== entry.after) return refuse("after.stale");
      const refusal = kind.authorize(state, entry, body, context);
      if (refusal !== undefined) return refuse(refusal);
      if (kind.isCostly === true) {
        return signaturesVerify(entry, context)
          ? kind.apply(state, entry, body, context)
          : refuse("sig.invalid");
      }
      const outcome = kind.apply(state, entry, body, context);
      if (outcome.ok && !signaturesVerify(entry, context)) return refuse("sig.invalid");
      return outcome;
    },
  };
}
