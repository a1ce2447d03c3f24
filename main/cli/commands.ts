import type { Command } from "./command.ts";

/** Commands that share what they need, loaded only when one of them is asked for. */
interface CommandGroup {
  /** First words of their names. */
  readonly words: readonly string[];
  readonly load: () => Promise<readonly Command[]>;
}

/** Every command of the program, in the order in which the help shows them. */
const GROUPS: readonly CommandGroup[] = [
  { words: ["demo"], load: async () => [(await import("./commands/demo.ts")).demoCommand] },
  {
    words: ["wallet"],
    load: async () => [
      ...(await import("./commands/wallet.ts")).WALLET_COMMANDS,
      ...(await import("./commands/collect.ts")).COLLECT_COMMANDS,
      (await import("./commands/issue.ts")).walletConsent,
    ],
  },
  {
    words: ["present"],
    load: async () => [
      ...(await import("./commands/present.ts")).PRESENT_COMMANDS,
      ...(await import("./commands/print.ts")).PRINT_COMMANDS,
    ],
  },
  {
    words: ["verify"],
    load: async () => [
      (await import("./commands/verify.ts")).verifyFile,
      (await import("./commands/verify-folder.ts")).verifyFolder,
    ],
  },
  { words: ["inspect"], load: async () => [(await import("./commands/inspect.ts")).inspectFile] },
  {
    words: ["issue"],
    load: async () => (await import("./commands/issue.ts")).ISSUE_COMMANDS,
  },
  { words: ["tags"], load: async () => (await import("./commands/tags.ts")).TAG_COMMANDS },
  {
    words: ["chain"],
    load: async () => [
      ...(await import("./commands/chain.ts")).CHAIN_COMMANDS,
      ...(await import("./commands/audit.ts")).AUDIT_COMMANDS,
      ...(await import("./commands/bundle.ts")).BUNDLE_COMMANDS,
    ],
  },
  { words: ["deposit"], load: async () => (await import("./commands/deposit.ts")).DEPOSIT_COMMANDS },
  {
    words: ["registry"],
    load: async () => [
      ...(await import("./commands/registry.ts")).REGISTRY_COMMANDS,
      ...(await import("./commands/serve.ts")).SERVE_COMMANDS,
    ],
  },
];

async function loadGroups(groups: readonly CommandGroup[]): Promise<readonly Command[]> {
  return (await Promise.all(groups.map(({ load }) => load()))).flat();
}

export function loadCommands(): Promise<readonly Command[]> {
  return loadGroups(GROUPS);
}

/** The command with the longest name that the words begin with, and the words behind it. */
export async function findCommand(
  words: readonly string[],
): Promise<{ readonly command: Command; readonly rest: readonly string[] } | undefined> {
  const [first = ""] = words;
  const commands = await loadGroups(GROUPS.filter((group) => group.words.includes(first)));
  for (const length of [2, 1]) {
    const name = words.slice(0, length).join(" ");
    const command = commands.find((each) => each.name === name);
    if (command !== undefined) return { command, rest: words.slice(length) };
  }
  return undefined;
}
