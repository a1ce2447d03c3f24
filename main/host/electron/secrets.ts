import { fromBase64, toBase64 } from "../../../src/bytes/base64.ts";
import { HostError } from "../../app/host-error.ts";
import type { SecretStore } from "../../app/host.ts";
import type { ElectronApis } from "./apis.ts";

/** Backends on Linux that keep a secret; the others "encrypt" with a key that stands in Chromium's source. */
const LINUX: ReadonlySet<string> = new Set(["gnome_libsecret", "kwallet", "kwallet5", "kwallet6"]);

/** The operating system's store, or undefined where there is none that deserves the name. After `ready`. */
export async function openSecrets(
  safeStorage: ElectronApis["safeStorage"],
  platform: NodeJS.Platform = process.platform,
): Promise<SecretStore | undefined> {
  if (platform === "linux" && !LINUX.has(safeStorage.getSelectedStorageBackend())) return undefined;
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return undefined;
  return {
    seal: async (secret) => {
      try {
        return Uint8Array.from(await safeStorage.encryptStringAsync(toBase64(secret)));
      } catch (error) {
        throw new HostError("host.secret", { cause: error });
      }
    },
    unseal: async (sealed) => {
      try {
        const { result } = await safeStorage.decryptStringAsync(Buffer.from(sealed));
        return fromBase64(result);
      } catch (error) {
        throw new HostError("host.secret", { cause: error });
      }
    },
  };
}
