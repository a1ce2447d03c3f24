import { Request } from "cosmjs-types/tendermint/abci/types";
import { frame } from "../../main/registry/cometbft/framing.ts";
import { transactionOf } from "../../main/registry/cometbft/transaction.ts";
import { buildChunk } from "../../main/registry/cometbft/snapshots.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { concat } from "../../src/bytes/bytes.ts";
import { EVERY_KIND } from "../support/every-kind.ts";

const HASH = new Uint8Array(32).fill(9);
const TIME = { seconds: 1_790_000_000n, nanos: 5 };

function asked(request: object): Uint8Array {
  return frame(Request.encode(Request.fromPartial(request)).finish());
}

/** What CometBFT sends an application, as its frames are on the socket. */
export function engineFrames(): readonly Uint8Array[] {
  const txs = Object.values(EVERY_KIND)
    .slice(0, 3)
    .map((make) => make().leaf);
  const block = { txs: [...txs, transactionOf(txs)], time: TIME, height: 7n };
  return [
    concat(asked({ echo: { message: "x" } }), asked({ flush: {} }), asked({ info: { version: "0.38.25" } })),
    concat(...block.txs.map((tx) => asked({ checkTx: { tx, type: 0 } })), asked({ flush: {} })),
    asked({ prepareProposal: { ...block, maxTxBytes: 1_000_000n } }),
    asked({ processProposal: { ...block, hash: HASH } }),
    asked({
      finalizeBlock: {
        ...block,
        hash: HASH,
        misbehavior: [
          { type: 1, validator: { address: HASH.slice(0, 20), power: 1n }, height: 6n, time: TIME },
        ],
      },
    }),
    asked({ offerSnapshot: { snapshot: { height: 7n, format: 1, chunks: 1, hash: HASH }, appHash: HASH } }),
    asked({ applySnapshotChunk: { index: 0, chunk: snapshotChunk(), sender: "p" } }),
  ];
}

export function snapshotChunk(): Uint8Array {
  return buildChunk({ height: 3, size: 12, root: toBase64Url(new Uint8Array(32)) });
}
