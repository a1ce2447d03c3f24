import { NETWORK_FILE } from "./network-file.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import type { Head } from "../../../src/chain/blocks/ledger.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { formatCheckpoint } from "../../../src/note/checkpoint.ts";
import { cosign } from "../../../src/note/cosignature.ts";
import { cosignerName } from "../../../src/note/keys.ts";
import { signAsLog } from "../../../src/note/log-signature.ts";
import { addSignatures, MAX_NOTE } from "../../../src/note/note.ts";
import type { Clock } from "../../doors/clock.ts";
import { HttpClient } from "../../doors/http-client.ts";
import { HttpError } from "../../doors/http-error.ts";
import type { RunningServer } from "../../doors/http-server.ts";
import { type Home, homePath, type NetworkConfig } from "../home/home.ts";
import { readKeyFile } from "../home/key-file.ts";
import { openCopy } from "../home/open-copy.ts";
import { PendingStore } from "../home/pending-store.ts";
import { type ServedNode, startNodeServer } from "../http/server.ts";
import { healthOf, type Parts, serverOptions } from "../serving.ts";
import { verifyAhead } from "../verify-ahead.ts";
import { readAccused } from "./accused.ts";
import { startAbciServer } from "./abci-server.ts";
import { RegistryApplication } from "./application.ts";
import { lateStart } from "./begin-late.ts";
import { findEngine } from "./binary.ts";
import { CometEngine } from "./comet-engine.ts";
import { DecidedChain } from "./decided-chain.ts";
import { DecidedStore } from "./decided-store.ts";
import { EngineRpc } from "./engine-rpc.ts";
import { CometError } from "./error.ts";
import { engineAnswer, lightAnswer } from "./light-relay.ts";
import { type PeerPort, SealExchange } from "./seal-exchange.ts";
import { SnapshotStore } from "./snapshots.ts";
import { Supervisor } from "./supervisor.ts";

const RECOSIGN_MS = 120_000;

/** Our own signed checkpoint over a block: by our log key, cosigned with today's time. */
function signerOf(
  home: Home<NetworkConfig>,
  origin: string,
  clock: Clock,
): (head: Pick<Head, "size" | "root">) => string {
  const cosignSigner = readKeyFile(homePath(home.folder, "cosignKey"));
  const logSigner = readKeyFile(homePath(home.folder, "logKey"));
  return ({ size, root }) => {
    const text = formatCheckpoint({ origin, size, root });
    const line = cosign(text, cosignerName(origin, home.config.id), cosignSigner, clock());
    return addSignatures(text, [signAsLog(text, origin, logSigner), line]);
  };
}

function peersOf(home: Home<NetworkConfig>, http: HttpClient): readonly PeerPort[] {
  return home.config.peers.map(({ id, url }) => {
    const base = url.replace(/\/+$/, "");
    return {
      id,
      cosigned: async (height, signal) => {
        try {
          const { body } = await http.httpGet(`${base}/cosigned/${height}`, {
            maxBytes: MAX_NOTE,
            addresses: "any",
            signal,
          });
          return fromUtf8(body);
        } catch (error) {
          if (error instanceof BytesError || (error instanceof HttpError && error.status === 404))
            return undefined;
          throw error;
        }
      },
    };
  });
}

/**
 * Sockets of the engine lie in a folder of their own that only we can enter: paths of sockets are
 * short, and homes may lie deep.
 */
function socketFolder(parts: Parts): string {
  const folder = mkdtempSync(join(tmpdir(), "sealfolio-engine-"));
  parts.cleanup.add(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Seals of what an earlier engine made are the newest there are until ours has decided something. */
function newestHead(decided: DecidedChain): Pick<Head, "size" | "root"> {
  const { head } = decided.sealed.ledger;
  if (head === undefined) throw new CometError("comet.damaged");
  return head;
}

/**
 * Runs one authority's node of a network: our application, the engine as a supervised program, the
 * exchange of cosignatures, and what readers and submitters are served. Throws as `serveNode`, and
 * `comet.no_binary`, `comet.damaged`.
 */
export async function serveNetwork(home: Home<NetworkConfig>, parts: Parts): Promise<RunningServer> {
  const { verified, clock, options, cleanup } = parts;
  const primitives: Primitives = parts.primitives;
  const program = findEngine();
  const { db, chain, close } = await openCopy(home, NETWORK_FILE, primitives);
  cleanup.add(close);
  chain.ledger.share(verified.entries);
  const sign = signerOf(home, chain.epochs.origin, clock);
  const store = new DecidedStore(db);
  const { genesis, registryId } = home;
  const decided = new DecidedChain({ chain, store, genesis, registryId, primitives, sign });
  const sockets = socketFolder(parts);
  const rpc = new EngineRpc(join(sockets, "rpc.sock"));
  cleanup.add(() => rpc.close());
  // What others ask does not wait behind the entries that are handed over.
  const asked = new EngineRpc(join(sockets, "rpc.sock"));
  cleanup.add(() => asked.close());
  const prepare = (entry: Uint8Array): Promise<void> => verifyAhead(entry, registryId, verified);
  const engine = new CometEngine({ decided, pending: new PendingStore(db), rpc, clock, primitives, prepare });
  cleanup.add(() => engine.close());

  // One that does not answer is still being asked for the blocks before.
  const http = new HttpClient({ maxSockets: 4 });
  cleanup.add(() => http.close());
  const exchange = new SealExchange({
    decided,
    peers: peersOf(home, http),
    primitives,
    signNewest: () => sign(newestHead(decided)),
    recosignMs: home.config.recosignMs ?? RECOSIGN_MS,
    onSeal: (block) => engine.sealed(block),
    report: options.report,
  });
  engine.sealing = exchange;
  cleanup.add(() => exchange.close());

  const late = await lateStart(home, decided, http, sockets, parts);
  const application = new RegistryApplication({
    decided,
    genesis,
    registryId,
    clock,
    primitives,
    prepare,
    snapshots: new SnapshotStore(db, chain.store),
    ...(late === undefined ? {} : { restore: late.restore }),
    also: (draft) => engine.forget(draft),
    onCommit: (draft) => {
      engine.decided(draft);
      exchange.wake();
    },
  });
  const report = options.report ?? (() => {});
  const abci = await startAbciServer(join(sockets, "app.sock"), application, report);
  cleanup.add(() => abci.close());
  const supervisor = new Supervisor({
    path: program,
    args: [
      "start",
      "--home",
      homePath(home.folder, "engine"),
      "--proxy_app",
      `unix://${join(sockets, "app.sock")}`,
      "--rpc.laddr",
      `unix://${join(sockets, "rpc.sock")}`,
    ],
    // One that was killed leaves its socket, and the next could not listen there.
    before: () => rmSync(join(sockets, "rpc.sock"), { force: true }),
    ...(late === undefined ? {} : { env: late.env }),
    // After this it answers calls and takes part in nothing: a full disk does it, or a rule of ours that
    // differs from the others'.
    dying: "CONSENSUS FAILURE",
    loud: process.env["SEALFOLIO_DEBUG"] !== undefined,
    onEnd: () => report("comet.ended"),
  });
  cleanup.add(() => supervisor.close());

  const node: ServedNode = {
    genesis,
    chain: () => (chain.size === 0 ? undefined : chain),
    submit: (entry) => engine.submit(entry),
    status: (hash) => Promise.resolve(engine.status(hash)),
    cosigned: (height) => exchange.cosignedSoon(height),
    light: (height) => lightAnswer(asked, height),
    engine: () => engineAnswer(asked),
    health: () => ({
      role: "cometbft",
      authority: home.config.id,
      accused: readAccused(chain.store),
      ...healthOf(chain, parts),
      ...engine.health(),
    }),
  };
  return await startNodeServer(node, serverOptions(home, options));
}
