import { AR as PRESARTATION } from "../../presentation/words/ar.ts";
import type { CodeWords, WindowCode } from "./code.ts";
import { FINDINGS_AR } from "./findings/ar.ts";
import { PROGRAM_AR } from "./program/ar.ts";
import { RECOVERY_AR } from "./recovery/ar.ts";
import { REFUSALS_AR } from "./refusals/ar.ts";
import { BULK_AR } from "./bulk/ar.ts";
import { RECEIVING_AR } from "./receiving/ar.ts";
import { MATCHER_AR } from "./matcher/ar.ts";
import { COPIES_AR } from "./copies/ar.ts";
import { PAPER_AR } from "./paper/ar.ts";
import { WALLET_AR } from "./wallet/ar.ts";

/** What every code that the window may be told means, in Arabic. */
export const CODES_AR: CodeWords<WindowCode> = {
  ...PRESARTATION.problems,
  ...FINDINGS_AR,
  ...REFUSALS_AR,
  ...PROGRAM_AR,
  ...RECOVERY_AR,
  ...RECEIVING_AR,
  ...BULK_AR,
  ...COPIES_AR,
  ...PAPER_AR,
  ...MATCHER_AR,
  ...WALLET_AR,
};
