import type { Step } from "./step.ts";
import { defineAndAccredit, foundRegistry, sealIsQuorum, startNodes } from "./story/found.ts";
import { foundNetwork, networkWithoutQuorum, ruleBreakingEntry, startNetwork } from "./story/network.ts";
import { createCitizen, issueBirth, issueIdCard, issueTitle } from "./story/issue.ts";
import { lockAndReopen, wrongPassphrase } from "./story/lock.ts";
import { changedByte, presentOffline, replay, unaccreditedAsker } from "./story/present.ts";
import { secondTitle, sale } from "./story/property.ts";
import { suspendAndReinstate, revoke } from "./story/status.ts";
import { changedMirror, damagedCopy, forgedBlock, ruleBreakingBlock, withoutQuorum } from "./story/tamper.ts";
import type { World } from "./world.ts";

/** What makes the registry's blocks in a telling. */
export type Engine = "solo" | "cometbft";

interface Told {
  readonly found: Step<World>;
  readonly start: Step<World>;
  readonly ruleBroken: Step<World>;
  readonly belowQuorum: Step<World>;
}

const TOLD: { readonly [engine in Engine]: Told } = {
  solo: {
    found: foundRegistry,
    start: startNodes,
    ruleBroken: ruleBreakingBlock,
    belowQuorum: withoutQuorum,
  },
  cometbft: {
    found: foundNetwork,
    start: startNetwork,
    ruleBroken: ruleBreakingEntry,
    belowQuorum: networkWithoutQuorum,
  },
};

/** First light, in the order in which it is told. */
export const storyOf = (engine: Engine): readonly Step<World>[] => [
  TOLD[engine].found,
  TOLD[engine].start,
  defineAndAccredit,
  sealIsQuorum,
  createCitizen,
  issueIdCard,
  issueBirth,
  issueTitle,
  presentOffline,
  replay,
  changedByte,
  unaccreditedAsker,
  suspendAndReinstate,
  revoke,
  secondTitle,
  sale,
  changedMirror,
  forgedBlock,
  TOLD[engine].ruleBroken,
  TOLD[engine].belowQuorum,
  damagedCopy,
  lockAndReopen,
  wrongPassphrase,
];
