import { EN as PRESENTATION } from "../../presentation/words/en.ts";
import type { CodeWords, WindowCode } from "./code.ts";
import { FINDINGS_EN } from "./findings/en.ts";
import { PROGRAM_EN } from "./program/en.ts";
import { RECOVERY_EN } from "./recovery/en.ts";
import { REFUSALS_EN } from "./refusals/en.ts";
import { BULK_EN } from "./bulk/en.ts";
import { RECEIVING_EN } from "./receiving/en.ts";
import { MATCHER_EN } from "./matcher/en.ts";
import { COPIES_EN } from "./copies/en.ts";
import { PAPER_EN } from "./paper/en.ts";
import { WALLET_EN } from "./wallet/en.ts";

/** What every code that the window may be told means, in English. */
export const CODES_EN: CodeWords<WindowCode> = {
  ...PRESENTATION.problems,
  ...FINDINGS_EN,
  ...REFUSALS_EN,
  ...PROGRAM_EN,
  ...RECOVERY_EN,
  ...RECEIVING_EN,
  ...BULK_EN,
  ...COPIES_EN,
  ...PAPER_EN,
  ...MATCHER_EN,
  ...WALLET_EN,
};
