import { FLOOR_KDF } from "../../vault/kdf-policy.ts";
import { openProgram } from "../../wallet/compose.ts";
import { BenchError } from "../error.ts";
import { PASSPHRASE } from "./rows.ts";

/** What is typed, letter by letter: names, parts of numbers, several words, and what is not there. */
const TYPED = [
  "ada okafor",
  "sample",
  "lakeside 1987",
  "0042/19",
  "zoe haddad-meyer",
  "tanaka otto 2003-0",
  "sao bento",
  "1-1",
  "nobody",
  "k 77",
];
/** Rows that the window asks for at a time. */
const PAGE = 50;

export interface Searched {
  /** Milliseconds until 95 of 100 answers were there. */
  readonly p95: number;
  /** Seconds from the passphrase to the first answer, and of these until the wallet was open. */
  readonly first: number;
  readonly unlocked: number;
  /** Megabytes of the process with the wallet open and its register in memory. */
  readonly rss: number;
}

/** Opens the wallet in a folder and searches its register as somebody types. */
export async function searchAsTyped(folder: string, rows: number, rounds: number): Promise<Searched> {
  const program = openProgram(folder, { kdfPolicy: FLOOR_KDF });
  const find = async (search: string): Promise<number> => {
    const asked = { ...(search.trim() !== "" && { search }), from: 0, count: PAGE };
    const answer = await program.call("office.find", asked);
    if (!answer.ok || answer.value.total !== rows) throw new BenchError("bench.unexpected");
    return answer.value.found;
  };
  try {
    const began = performance.now();
    const opened = await program.call("wallet.unlock", { passphrase: PASSPHRASE });
    if (!opened.ok) throw new BenchError("bench.unexpected");
    const unlocked = (performance.now() - began) / 1000;
    if ((await find("")) !== rows) throw new BenchError("bench.unexpected");
    const first = (performance.now() - began) / 1000;
    const times: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const text of TYPED) {
        for (let length = 1; length <= text.length; length++) {
          const asked = performance.now();
          await find(text.slice(0, length));
          times.push(performance.now() - asked);
        }
      }
    }
    times.sort((a, b) => a - b);
    const p95 = times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] as number;
    return { p95, first, unlocked, rss: process.memoryUsage().rss / 1e6 };
  } finally {
    program.close();
  }
}
