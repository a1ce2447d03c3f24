import type { AppErrorCode } from "../app/error.ts";
import type { BenchErrorCode } from "../bench/error.ts";
import type { CarrierErrorCode } from "../carrier/error.ts";
import type { DemoErrorCode } from "../demo/step.ts";
import type { DatabaseErrorCode } from "../doors/error.ts";
import type { FileErrorCode } from "../doors/file-error.ts";
import type { HttpErrorCode } from "../doors/http-error.ts";
import type { HttpRefusalCode } from "../doors/http-refusal.ts";
import type { FindingCode, FollowErrorCode } from "../follow/error.ts";
import type { HostErrorCode } from "../app/host-error.ts";
import type { LogErrorCode } from "../log/error.ts";
import type { CometErrorCode } from "../registry/cometbft/error.ts";
import type { RegistryErrorCode } from "../registry/error.ts";
import type { ActivityErrorCode } from "../vault/activity-error.ts";
import type { VaultErrorCode } from "../vault/error.ts";
import type { WalletErrorCode } from "../wallet/error.ts";
import type { BodyErrorCode } from "../../src/chain/entries/error.ts";
import type { ViolationCode } from "../../src/chain/entries/kinds/violation.ts";
import type { ExchangeErrorCode } from "../../src/exchange/error.ts";
import type { CallCode, CodeTable, CodeWords, Family, WindowCode } from "../../src/words/codes/code.ts";
import type { COMMAND_LINE_EN } from "../../src/words/codes/command-line/en.ts";
import type { ENGINE_EN } from "../../src/words/codes/engine/en.ts";
import type { MACHINE_EN } from "../../src/words/codes/machine/en.ts";
import type { Language } from "../../src/language/languages.ts";
import type { BackupErrorCode } from "../vault/backup/error.ts";
import type { KeeperErrorCode } from "../wallet/tags/keeper.ts";
import type { WordsErrorCode } from "../../src/recovery/error.ts";
import type { BundleErrorCode } from "../follow/bundle/error.ts";
import type { VciErrorCode } from "../openid4vci/error.ts";
import type { CliErrorCode } from "./error.ts";

/** Every code that may end a command or stand in its result, but for those of `Family`. */
export type CommandCode =
  | ActivityErrorCode
  | AppErrorCode
  | BackupErrorCode
  | BenchErrorCode
  | BodyErrorCode
  | BundleErrorCode
  | CallCode
  | CarrierErrorCode
  | CliErrorCode
  | CometErrorCode
  | DatabaseErrorCode
  | DemoErrorCode
  | ExchangeErrorCode
  | FileErrorCode
  | FindingCode
  | FollowErrorCode
  | HostErrorCode
  | HttpErrorCode
  | HttpRefusalCode
  | KeeperErrorCode
  | LogErrorCode
  | RegistryErrorCode
  | VaultErrorCode
  | VciErrorCode
  | ViolationCode
  | WalletErrorCode
  | WordsErrorCode
  | "inspect.unknown"
  | "network.forbidden";

type SaidKey =
  | WindowCode
  | Family
  | keyof typeof MACHINE_EN
  | keyof typeof ENGINE_EN
  | keyof typeof COMMAND_LINE_EN;
type Unsaid = Exclude<CommandCode, SaidKey | `${SaidKey}.${string}`>;

/** A code without words does not compile; each other language has the words that English has. */
type Complete = [Unsaid] extends [never] ? CodeWords<SaidKey> & CodeTable : Unsaid;

const LOADERS: { readonly [language in Language]: () => Promise<Complete> } = {
  en: async () => ({
    ...(await import("../../src/words/codes/en.ts")).CODES_EN,
    ...(await import("../../src/words/codes/families/en.ts")).FAMILIES_EN,
    ...(await import("../../src/words/codes/machine/en.ts")).MACHINE_EN,
    ...(await import("../../src/words/codes/engine/en.ts")).ENGINE_EN,
    ...(await import("../../src/words/codes/command-line/en.ts")).COMMAND_LINE_EN,
  }),
  de: async () => ({
    ...(await import("../../src/words/codes/de.ts")).CODES_DE,
    ...(await import("../../src/words/codes/families/de.ts")).FAMILIES_DE,
    ...(await import("../../src/words/codes/machine/de.ts")).MACHINE_DE,
    ...(await import("../../src/words/codes/engine/de.ts")).ENGINE_DE,
    ...(await import("../../src/words/codes/command-line/de.ts")).COMMAND_LINE_DE,
  }),
  ar: async () => ({
    ...(await import("../../src/words/codes/ar.ts")).CODES_AR,
    ...(await import("../../src/words/codes/families/ar.ts")).FAMILIES_AR,
    ...(await import("../../src/words/codes/machine/ar.ts")).MACHINE_AR,
    ...(await import("../../src/words/codes/engine/ar.ts")).ENGINE_AR,
    ...(await import("../../src/words/codes/command-line/ar.ts")).COMMAND_LINE_AR,
  }),
};

/** What every code means, in that language; read when the first is to be said. */
export async function loadCommandCodes(language: Language): Promise<CodeTable> {
  return await LOADERS[language]();
}
