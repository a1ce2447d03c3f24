import type { ProfileView } from "../../src/contract/calls/app.ts";
import type { WalletView } from "../../src/contract/views.ts";
import { codeOf } from "../../src/error.ts";
import { FLOOR_KDF, type KdfPolicy } from "../vault/kdf-policy.ts";
import type { SecretStore } from "../vault/ways.ts";
import type { SyncWatch } from "../wallet/registry/own-registry.ts";
import type { Program } from "../wallet/program.ts";
import type { Changing } from "../wallet/session.ts";
import { AppError } from "./error.ts";
import type { Profile } from "./profile-store.ts";
import type { Work } from "./work.ts";

/** Opens the wallet in a folder; throws as `openProgram`. */
export type OpenWallet = (
  folder: string,
  options: {
    readonly watchSync: () => SyncWatch;
    readonly watchAudit: () => SyncWatch;
    readonly watchBulk: () => SyncWatch;
    readonly onChanged: (what: Changing) => void;
    readonly watchRegister: () => Work | undefined;
    readonly secrets: () => SecretStore | undefined;
    readonly about: () => Pick<Profile, "name" | "kind">;
    /** Set for wallets whose passphrase is no secret. */
    readonly kdfPolicy?: KdfPolicy;
    /** Its offices issue on this machine. */
    readonly loopbackIssuers?: boolean;
  },
) => Program;

export interface ProfileOptions {
  /** Of the sample: its passphrase stands on the screen. */
  readonly isSample?: boolean;
  readonly secrets?: () => SecretStore | undefined;
  /** Begins a work for an office's register that is being read. */
  readonly watchRegister?: (profile: OpenProfile) => Work | undefined;
}

function watchBy(work: Work | undefined): SyncWatch {
  return work === undefined ? {} : { signal: work.signal, onProgress: (progress) => work.tell(progress) };
}

/** A profile whose folder this program holds; its wallet may be locked. */
export class OpenProfile {
  readonly profile: Profile;
  readonly isSample: boolean;
  readonly program: Program;
  /** Watches the sync under way. */
  work: Work | undefined;
  /** Watches the table that is being issued from. */
  bulk: Work | undefined;
  /** Hears of what others changed in it. */
  onChanged: (what: Changing) => void = () => {};
  /** Watches the audit under way. */
  audit: Work | undefined;

  constructor(profile: Profile, folder: string, openWallet: OpenWallet, options: ProfileOptions = {}) {
    const { isSample = false, secrets = () => undefined } = options;
    this.profile = profile;
    this.isSample = isSample;
    try {
      this.program = openWallet(folder, {
        watchSync: () => watchBy(this.work),
        watchAudit: () => watchBy(this.audit),
        watchBulk: () => watchBy(this.bulk),
        onChanged: (what) => this.onChanged(what),
        watchRegister: () => options.watchRegister?.(this),
        secrets,
        about: () => ({ name: profile.name, kind: profile.kind }),
        ...(isSample && { kdfPolicy: FLOOR_KDF, loopbackIssuers: true }),
      });
    } catch (error) {
      throw codeOf(error) === "folder.in_use" ? new AppError("app.in_use") : error;
    }
  }

  async wallet(): Promise<WalletView> {
    const answer = await this.program.call("wallet.status", {});
    return answer.ok ? answer.value : { state: "locked" };
  }

  async view(): Promise<ProfileView> {
    const { id, name, kind } = this.profile;
    const { state } = await this.wallet();
    return { id, name, kind, state, sample: this.isSample };
  }

  async lock(): Promise<void> {
    await this.program.call("wallet.lock", {});
  }

  close(): void {
    this.program.close();
  }
}
