import type { Step } from "./step.ts";
import { defineAndAccredit, foundRegistry, sealIsQuorum, startNodes } from "./story/found.ts";
import { createCitizen, issueBirth, issueIdCard, issueTitle } from "./story/issue.ts";
import { lockAndReopen, wrongPassphrase } from "./story/lock.ts";
import { changedByte, presentOffline, replay, unaccreditedAsker } from "./story/present.ts";
import { secondTitle, sale } from "./story/property.ts";
import { suspendAndReinstate, revoke } from "./story/status.ts";
import { changedMirror, damagedCopy, forgedBlock, ruleBreakingBlock, withoutQuorum } from "./story/tamper.ts";
import type { World } from "./world.ts";

/** First light, in the order in which it is told. */
export const STORY: readonly Step<World>[] = [
  foundRegistry,
  startNodes,
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
  ruleBreakingBlock,
  withoutQuorum,
  damagedCopy,
  lockAndReopen,
  wrongPassphrase,
];
