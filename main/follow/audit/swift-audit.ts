import { equal } from "../../../src/bytes/bytes.ts";
import type { Head } from "../../../src/chain/blocks/ledger.ts";
import { SignaturePool } from "../../crypto/signature-pool.ts";
import type { AuditMark } from "../copy/audit-mark.ts";
import { type AuditOptions, REMEMBER_EVERY } from "./audit-options.ts";
import { DeferredSignatures } from "../replay/deferred-signatures.ts";
import type { Folder } from "../replay/fold.ts";
import type { OwnCopy } from "../copy/own-copy.ts";
import { swiftReplay } from "../replay/swift-replay.ts";

export interface SwiftAudit {
  readonly folder: Folder;
  /** Leaves whose signatures an earlier audit had verified. */
  readonly knownTo: number;
  readonly signatures: number;
}

type Reach = Pick<AuditMark, "size" | "root">;

/** Writes down how far every signature is verified, as they are, in whatever order. */
class Remembering {
  readonly #copy: OwnCopy;
  readonly #deferred: DeferredSignatures;
  readonly #options: AuditOptions;
  #waiting: Head[] = [];
  #last: number;

  constructor(copy: OwnCopy, deferred: DeferredSignatures, options: AuditOptions, from: number) {
    this.#copy = copy;
    this.#deferred = deferred;
    this.#options = options;
    this.#last = from;
  }

  folded(head: Head): void {
    if (head.size - this.#last < (this.#options.rememberEvery ?? REMEMBER_EVERY)) return;
    this.#last = head.size;
    this.#waiting.push(head);
  }

  /** Everything noted so far is on its way. */
  write(): void {
    if (this.#deferred.failed.length > 0) return;
    const { open } = this.#deferred;
    const done = this.#waiting.filter(({ height }) => height < open);
    this.#waiting = this.#waiting.slice(done.length);
    const head = done.at(-1);
    if (head !== undefined) this.put(head);
  }

  put({ size, root, height }: Head): void {
    if (size > (this.#copy.audited?.size ?? 0))
      this.#copy.putAudited({ size, root, height, at: this.#options.clock() });
  }
}

async function walk(
  copy: OwnCopy,
  whole: Reach,
  mark: AuditMark | undefined,
  options: AuditOptions,
): Promise<SwiftAudit | undefined> {
  const { registryId, primitives, signal, onProgress, threads } = options;
  const pool = new SignaturePool(threads);
  const deferred = new DeferredSignatures(primitives, pool);
  const from = mark?.size ?? 0;
  const remembering = new Remembering(copy, deferred, options, from);
  // A mark that is no end of a block here, or of other leaves, says nothing of these.
  let isMarkMet = mark === undefined;
  const onBlock = (head: Head): boolean => {
    if (mark !== undefined && head.size === mark.size) isMarkMet = equal(head.root, mark.root);
    if (head.size >= from && !isMarkMet) return false;
    if (head.size > from) remembering.folded(head);
    return true;
  };
  try {
    const folder = await swiftReplay(copy.log, whole.root, registryId, {
      primitives,
      size: whole.size,
      verifying: { deferred, from },
      onBlock,
      signal,
      onProgress: (done, total) => {
        remembering.write();
        onProgress?.(done, total);
      },
    });
    if (folder === undefined || (await deferred.settle()).length > 0) return undefined;
    remembering.put(folder.ledger.head as Head);
    return { folder, knownTo: from, signatures: deferred.verified };
  } finally {
    await pool.close();
  }
}

/**
 * Audits what a copy holds while other threads read it ahead and verify. Undefined if anything at all
 * does not hold, without saying what: the plain way finds that out. Throws `follow.cancelled`.
 */
export async function swiftAudit(
  copy: OwnCopy,
  whole: Reach,
  options: AuditOptions,
): Promise<SwiftAudit | undefined> {
  const stored = options.fresh === true ? undefined : copy.audited;
  const mark = stored === undefined || stored.size < 1 || stored.size > whole.size ? undefined : stored;
  const audited = await walk(copy, whole, mark, options);
  // What the mark is of may be other leaves; then it is as if there were none.
  return audited === undefined && mark !== undefined ? await walk(copy, whole, undefined, options) : audited;
}
