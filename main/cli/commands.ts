import { AUDIT_COMMANDS } from "./commands/audit.ts";
import { BUNDLE_COMMANDS } from "./commands/bundle.ts";
import { CHAIN_COMMANDS } from "./commands/chain.ts";
import { DEPOSIT_COMMANDS } from "./commands/deposit.ts";
import { demoCommand } from "./commands/demo.ts";
import { inspectFile } from "./commands/inspect.ts";
import { ISSUE_COMMANDS, walletConsent } from "./commands/issue.ts";
import { PRESENT_COMMANDS } from "./commands/present.ts";
import { REGISTRY_COMMANDS } from "./commands/registry.ts";
import { SERVE_COMMANDS } from "./commands/serve.ts";
import { TAG_COMMANDS } from "./commands/tags.ts";
import { verifyFile } from "./commands/verify.ts";
import { WALLET_COMMANDS } from "./commands/wallet.ts";
import type { Command } from "./command.ts";

/** Every command of the program, in the order in which the help shows them. */
export const COMMANDS: readonly Command[] = [
  demoCommand,
  ...WALLET_COMMANDS,
  walletConsent,
  ...PRESENT_COMMANDS,
  verifyFile,
  inspectFile,
  ...ISSUE_COMMANDS,
  ...TAG_COMMANDS,
  ...CHAIN_COMMANDS,
  ...AUDIT_COMMANDS,
  ...BUNDLE_COMMANDS,
  ...DEPOSIT_COMMANDS,
  ...REGISTRY_COMMANDS,
  ...SERVE_COMMANDS,
];
