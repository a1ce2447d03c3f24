import type { Command } from "./command.ts";

export function describeCommand(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { value, help }]) =>
      `  --${`${name}${value === undefined ? "" : ` ${value}`}`.padEnd(26)} ${help}`,
  );
  const head = `sealfolio ${command.name} ${command.usage}`.trimEnd();
  return [head, `  ${command.help}`, ...options].join("\n");
}

const HEADINGS: Readonly<Record<string, string>> = {
  demo: "To see it all",
  wallet: "Your wallet",
  present: "Asking and answering",
  verify: "Checking",
  issue: "An issuing office",
  tags: "Keeping the tags of a type",
  chain: "Your copy of the registry",
  deposit: "Dating documents",
  registry: "Running a registry",
};

/** Every command on a line of its own, under headings, with what it does below it. */
export function describeAll(commands: readonly Command[]): string {
  const lines = [
    "Sealfolio: an identity wallet for digital certificates, and the registry behind it.",
    "",
    "Every command takes --json (one document on standard output), --language en|de|ar (else as LANG",
    "says) and --help.",
    "It ends with 0 done or valid, 1 not valid, 2 wrong usage, 3 cannot tell, 4 failed.",
  ];
  let heading = "";
  for (const { name, usage, help } of commands) {
    const next = HEADINGS[name.split(" ")[0] ?? ""] ?? heading;
    if (next !== heading) lines.push("", `${next}:`);
    heading = next;
    lines.push(`  sealfolio ${name} ${usage}`.trimEnd(), `      ${help}`);
  }
  return lines.join("\n");
}
