import { toBase64 } from "../../src/bytes/base64.ts";
import type { MatcherView } from "../../src/contract/matcher-view.ts";
import { FaceMatcherError } from "../../src/verdict/face-matcher.ts";
import type { Host } from "./host.ts";
import { VaultError } from "../vault/error.ts";
import { MAX_MATCHER } from "../wallet/counter/matcher/matcher.ts";
import type { Program } from "../wallet/program.ts";
import { WalletRefusal } from "./error.ts";
import { pickFile } from "./pick-file.ts";

/** As a WebAssembly module begins; anything else is no argument of the wallet's call. */
const MAGIC = [0x00, 0x61, 0x73, 0x6d];

/** Throws FaceMatcherError, HostError `host.too_large`, `host.not_read`, WalletRefusal. */
async function addMatcher(host: Host, program: Program): Promise<MatcherView | null> {
  const picked = await pickFile(host, { extensions: ["wasm"], maxBytes: MAX_MATCHER });
  if (picked === undefined) return null;
  if (!MAGIC.every((byte, i) => picked.bytes[i] === byte)) throw new FaceMatcherError("matcher.unfit");
  const answer = await program.call("counter.add_matcher", { file: toBase64(picked.bytes) });
  if (!answer.ok) throw new WalletRefusal(answer.code);
  return answer.value;
}

/** A file too large for a message from the window. `active`: the wallet that is meant. */
export function matcherServices(host: Host, active: () => Program | undefined) {
  return {
    "app.add_matcher": async () => {
      const program = active();
      if (program === undefined) throw new VaultError("vault.locked");
      return await addMatcher(host, program);
    },
  };
}
