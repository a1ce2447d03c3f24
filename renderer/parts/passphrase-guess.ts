import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as common } from "@zxcvbn-ts/language-common";
import { dictionary as english } from "@zxcvbn-ts/language-en";
import { SHORTEST_PASSPHRASE, type Strength } from "./passphrase-strength.ts";

const guesser = new ZxcvbnFactory({
  dictionary: { ...common, ...english },
  graphs: adjacencyGraphs,
});

/** zxcvbn's score, 0 to 4: fewer than 10^3, 10^6, 10^8, 10^10 guesses, and more. */
const SCORES = ["weak", "weak", "fair", "good", "strong"] as const satisfies readonly Strength[];

/** What those who guess try first beside their lists. */
const OURS = ["sealfolio", "passphrase", "kennwort", "mappe", "wallet"];

/** How a guesser with dictionaries fares (zxcvbn, USENIX Security 2016). Loads a megabyte: fetched when wanted. */
export function guessStrength(passphrase: string): Strength {
  if ([...passphrase].length < SHORTEST_PASSPHRASE) return "too_short";
  return SCORES[guesser.check(passphrase.slice(0, 128), OURS).score];
}
