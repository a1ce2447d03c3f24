import { parseReceipt } from "../../src/chain/blocks/receipt.ts";

/** Bytes of the entry that a receipt is about. */
export function leafOfReceipt(receipt: string): Uint8Array {
  return parseReceipt(receipt).entry.leaf;
}
