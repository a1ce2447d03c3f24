import type { Command } from "./command.ts";

export function describeCommand(command: Command): string {
  const options = Object.entries(command.options).map(
    ([name, { value, help }]) =>
      `  --${`${name}${value === undefined ? "" : ` ${value}`}`.padEnd(26)} ${help}`,
  );
  const head = `sealfolio ${command.name} ${command.usage}`.trimEnd();
  return [head, `  ${command.help}`, ...options].join("\n");
}

export function describeAll(commands: readonly Command[]): string {
  return [
    "Sealfolio: an identity wallet for digital certificates, and the registry behind it.",
    "",
    "Every command takes --json (one document on standard output) and --help.",
    "It ends with 0 done or valid, 1 not valid, 2 wrong usage, 3 cannot tell, 4 failed.",
    "",
    ...commands.map(({ name, usage, help }) => `  sealfolio ${`${name} ${usage}`.padEnd(48)} ${help}`),
  ].join("\n");
}
