import type { Sha256 } from "../../src/crypto/ports.ts";
import { HASH_SIZE as HASH } from "../../src/merkle/hash.ts";
import { TILE_WIDTH as WIDTH, tileHash } from "../../src/merkle/tile.ts";

interface EdgeTile {
  readonly bytes: Uint8Array;
  index: number;
  width: number;
}

/** A tile to write: `bytes` is 32 for each hash it has so far. */
export interface TileRow {
  readonly level: number;
  readonly index: number;
  readonly bytes: Uint8Array;
}

/**
 * The rightmost tile of each level (C2SP tlog-tiles, "Merkle Tree") while leaves are appended. A full
 * tile is handed out once, together with its hash in the level above; `edges` are the partial ones.
 */
export class TileEdge {
  readonly #sha256: Sha256;
  readonly #levels: EdgeTile[];

  private constructor(levels: EdgeTile[], sha256: Sha256) {
    this.#levels = levels;
    this.#sha256 = sha256;
  }

  /** Of a tree of `size` leaves; `tile` gives the stored bytes of a partial tile. */
  static open(
    size: number,
    tile: (level: number, index: number, width: number) => Uint8Array,
    sha256: Sha256,
  ): TileEdge {
    const levels: EdgeTile[] = [];
    for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / WIDTH)) {
      const index = Math.floor(count / WIDTH);
      const width = count % WIDTH;
      const bytes = new Uint8Array(WIDTH * HASH);
      if (width > 0) bytes.set(tile(level, index, width));
      levels.push({ bytes, index, width });
    }
    return new TileEdge(levels, sha256);
  }

  /** A copy to append to, so that a failed transaction leaves this one as it was. */
  clone(): TileEdge {
    return new TileEdge(
      this.#levels.map(({ bytes, index, width }) => ({ bytes: bytes.slice(), index, width })),
      this.#sha256,
    );
  }

  append(hash: Uint8Array, full: (tile: TileRow) => void, level = 0): void {
    let tile = this.#levels[level];
    if (tile === undefined) {
      tile = { bytes: new Uint8Array(WIDTH * HASH), index: 0, width: 0 };
      this.#levels.push(tile);
    }
    tile.bytes.set(hash, tile.width * HASH);
    tile.width++;
    if (tile.width < WIDTH) return;
    full({ level, index: tile.index, bytes: tile.bytes.slice() });
    const root = tileHash(tile.bytes, this.#sha256);
    tile.index++;
    tile.width = 0;
    this.append(root, full, level + 1);
  }

  *edges(): Generator<TileRow> {
    for (const [level, { bytes, index, width }] of this.#levels.entries()) {
      if (width > 0) yield { level, index, bytes: bytes.slice(0, width * HASH) };
    }
  }
}
