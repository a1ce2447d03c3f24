import { join } from "node:path";
import { fromBase64, toBase64Url } from "../../../../src/bytes/base64.ts";
import { BytesError } from "../../../../src/bytes/error.ts";
import type { ParsedArgsOf } from "../../../../src/contract/contract.ts";
import type { MatcherView } from "../../../../src/contract/matcher-view.ts";
import { FaceMatcherError } from "../../../../src/verdict/face-matcher.ts";
import { FileError } from "../../../doors/file-error.ts";
import { readFileCapped, writeFileDurably } from "../../../doors/file.ts";
import { requireOffice } from "../../own-office.ts";
import type { Session } from "../../session.ts";
import { WasmMatcher } from "./wasm-matcher.ts";

const FILE = "face-matcher.wasm";
/** Bytes. */
export const MAX_MATCHER = 64 << 20;
const ROW = "matcher";

interface MatcherFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly hash: string;
}

/** Undefined where there is none that could be read. */
function readMatcher({ folder, primitives }: Session): MatcherFile | undefined {
  try {
    const bytes = readFileCapped(join(folder, FILE), MAX_MATCHER);
    return { bytes, hash: toBase64Url(primitives.sha256(bytes)) };
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function view(session: Session, file: MatcherFile | undefined): MatcherView {
  if (file === undefined) return { state: "none" };
  const isOn = session.store.matcher.get(ROW)?.hash === file.hash;
  return { state: isOn ? "on" : "off", file: { hash: file.hash, bytes: file.bytes.length } };
}

/** It is on only as long as its file is the one that was switched on. Throws `counter.no_office`. */
export function viewMatcher(session: Session): MatcherView {
  requireOffice(session);
  return view(session, readMatcher(session));
}

/** Throws `counter.no_office`, FaceMatcherError `.unfit`, `.failed`, `.slow`, `.not_kept`. */
export async function addMatcher(session: Session, base64: string): Promise<MatcherView> {
  requireOffice(session);
  try {
    const bytes = fromBase64(base64);
    if (!(await new WasmMatcher(bytes).fits())) throw new FaceMatcherError("matcher.unfit");
    writeFileDurably(join(session.folder, FILE), bytes);
  } catch (error) {
    if (error instanceof BytesError) throw new FaceMatcherError("matcher.unfit");
    if (error instanceof FileError) throw new FaceMatcherError("matcher.not_kept", { cause: error });
    throw error;
  }
  return switchOff(session);
}

function switchOff(session: Session): MatcherView {
  if (session.store.matcher.get(ROW) !== undefined) {
    session.vault.transaction(() => {
      session.store.matcher.delete(ROW);
      session.activity.append({ kind: "matcher_off", outcome: "done" });
    });
  }
  return viewMatcher(session);
}

/** Throws `counter.no_office`, `wallet.passphrase_again`, FaceMatcherError `.none`, `.changed`. */
export function setMatcher(session: Session, wanted: ParsedArgsOf<"counter.set_matcher">): MatcherView {
  requireOffice(session);
  if (!wanted.on) return switchOff(session);
  const file = readMatcher(session);
  if (file === undefined) throw new FaceMatcherError("matcher.none");
  if (file.hash !== wanted.file) throw new FaceMatcherError("matcher.changed");
  session.again.demand();
  session.vault.transaction(() => {
    session.store.matcher.put(ROW, { hash: file.hash, since: session.clock() });
    session.activity.append({ kind: "matcher_on", outcome: "done" });
  });
  return view(session, file);
}

/** The one that is on, as it lies on disk now. Throws FaceMatcherError `.off`, `.none`, `.changed`. */
export function openMatcher(session: Session): { readonly matcher: WasmMatcher } {
  const on = session.store.matcher.get(ROW);
  if (on === undefined) throw new FaceMatcherError("matcher.off");
  const file = readMatcher(session);
  if (file === undefined) throw new FaceMatcherError("matcher.none");
  if (file.hash !== on.hash) throw new FaceMatcherError("matcher.changed");
  return { matcher: new WasmMatcher(file.bytes) };
}

/** SHA-256 of the file that was switched on, base64url. Throws FaceMatcherError `.off`. */
export function requireOn({ store }: Session): string {
  const on = store.matcher.get(ROW);
  if (on === undefined) throw new FaceMatcherError("matcher.off");
  return on.hash;
}
