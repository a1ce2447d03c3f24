import { DE as PRESDETATION } from "../../presentation/words/de.ts";
import type { CodeWords, WindowCode } from "./code.ts";
import { FINDINGS_DE } from "./findings/de.ts";
import { PROGRAM_DE } from "./program/de.ts";
import { RECOVERY_DE } from "./recovery/de.ts";
import { REFUSALS_DE } from "./refusals/de.ts";
import { BULK_DE } from "./bulk/de.ts";
import { RECEIVING_DE } from "./receiving/de.ts";
import { MATCHER_DE } from "./matcher/de.ts";
import { COPIES_DE } from "./copies/de.ts";
import { PAPER_DE } from "./paper/de.ts";
import { WALLET_DE } from "./wallet/de.ts";

/** What every code that the window may be told means, in German. */
export const CODES_DE: CodeWords<WindowCode> = {
  ...PRESDETATION.problems,
  ...FINDINGS_DE,
  ...REFUSALS_DE,
  ...PROGRAM_DE,
  ...RECOVERY_DE,
  ...RECEIVING_DE,
  ...BULK_DE,
  ...COPIES_DE,
  ...PAPER_DE,
  ...MATCHER_DE,
  ...WALLET_DE,
};
