import { fromBase64 } from "../../../src/bytes/base64.ts";
import { PAPER_LANGUAGES } from "../../../src/paper/words.ts";
import { sayLine } from "../../../src/words/lines/say.ts";
import { writeFileDurably } from "../../doors/file.ts";
import type { Command } from "../command.ts";
import { EXIT } from "../error.ts";
import { WALLET_OPTIONS, withWallet } from "../wallet-session.ts";
import { sayClaim } from "../words.ts";

const SIZES = ["A4", "Letter", "label"] as const;

const presentPrint: Command = {
  name: "present print",
  usage: "ID --wallet DIR [--claim PATH...] [--out FILE]",
  help: "a certificate on paper, with codes that are checked without a network; without --out only says what would leave",
  options: {
    ...WALLET_OPTIONS,
    claim: {
      type: "string",
      multiple: true,
      value: "PATH",
      help: "a claim that leaves, inner ones as a/b; may be repeated",
    },
    size: { type: "string", value: "SIZE", help: "A4 (as if left out), Letter, or label for a thing" },
    language: { type: "string", value: "LANGUAGE", help: "en (as if left out) or de" },
    out: { type: "string", value: "FILE", help: "the PDF; only you may read it" },
  },
  run: (invocation, output) =>
    withWallet(invocation, async (ask) => {
      const claims = invocation.texts("claim").map((path) => path.split("/"));
      const wanted = {
        credential: invocation.positional(0),
        ...(claims.length === 0 ? {} : { claims }),
        size: invocation.oneOf("size", SIZES),
        language: invocation.oneOf("language", PAPER_LANGUAGES),
      };
      const path = invocation.text("out");
      const { leaves, codes, sheets } = await ask("paper.preview", wanted);
      if (path !== undefined) {
        const { pdf } = await ask("paper.make", wanted);
        writeFileDurably(path, fromBase64(pdf), { mode: 0o600 });
      }
      const { language } = output;
      output.result({ leaves, codes, sheets: sheets.length }, [
        sayLine(language, "print.leaves"),
        ...leaves.map((leaf) => sayClaim(leaf, language)),
        sayLine(language, "print.sheets", { sheets: sheets.length, codes }),
      ]);
      return EXIT.done;
    }),
};

export const PRINT_COMMANDS: readonly Command[] = [presentPrint];
