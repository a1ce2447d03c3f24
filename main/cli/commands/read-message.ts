import { fromUtf8 } from "../../../src/bytes/bytes.ts";
import { MAX_STATEMENT } from "../../../src/chain/proofs/statement.ts";
import { findPaper, isPdf } from "../../../src/paper/find-in-file.ts";
import { readInput } from "../input.ts";

/** A message as text; of a printed certificate's PDF what its codes carry. Throws FileError, BytesError. */
export async function readMessage(path: string): Promise<string> {
  const bytes = await readInput(path, MAX_STATEMENT);
  return (isPdf(bytes) ? findPaper(bytes) : undefined) ?? fromUtf8(bytes).trim();
}
