import { equal } from "../../../src/bytes/bytes.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import type { Clock } from "../../doors/clock.ts";
import { LOG_SCHEMA } from "../../log/rows.ts";
import { RegistryError } from "../error.ts";
import { type CosignerConfig, type Home, homePath } from "../home/home.ts";
import { readKeyFile } from "../home/key-file.ts";
import { openCopy } from "../home/open-copy.ts";
import { Cosigner } from "./cosigner.ts";

/** A cosigner's file; its mark is "SFC1". */
const COSIGNER_FILE = { applicationId: 0x53464331, migrations: [LOG_SCHEMA] } as const;

/** Opens an authority's home as its cosigner. Throws as `openCopy`, or `registry.foreign_key`. */
export async function openCosigner(
  home: Home<CosignerConfig>,
  clock: Clock,
  primitives: Primitives,
): Promise<{ readonly cosigner: Cosigner; readonly close: () => void }> {
  const { folder, config } = home;
  const signer = readKeyFile(homePath(folder, "cosignKey"));
  const copy = await openCopy(home, COSIGNER_FILE, primitives);
  const named = copy.chain.ledger.sealPolicy().authorities.find(({ id }) => id === config.id);
  if (named !== undefined && !equal(named.cosign, signer.publicKey)) {
    copy.close();
    throw new RegistryError("registry.foreign_key");
  }
  const cosigner = new Cosigner({ id: config.id, chain: copy.chain, signer, clock, primitives });
  return { cosigner, close: copy.close };
}
