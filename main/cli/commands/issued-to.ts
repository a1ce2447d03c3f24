import { HOLDER_ROLES, MAX_HOLDERS, type HolderRole } from "../../../src/credential/holders.ts";
import type { Invocation, OptionSpec } from "../command.ts";
import { CliError } from "../error.ts";
import { readText } from "../input.ts";

/** Who something is issued to: one holder, in what capacity, and who holds it with them. */
export const ISSUED_TO: Readonly<Record<string, OptionSpec>> = {
  request: { type: "string", value: "FILE", help: "the holder's key request" },
  role: {
    type: "string",
    value: "ROLE",
    help: "in what capacity they hold it: holder, guardian, representative",
  },
  with: {
    type: "string",
    multiple: true,
    value: "ROLE=FILE",
    help: "the request of somebody who holds it with them; may be repeated",
  },
  need: {
    type: "string",
    value: "NUMBER",
    help: "how many owners must agree to what takes its place; all if left out",
  },
};

/** Throws `cli.usage`. */
export function roleOf(text: string): HolderRole {
  const role = HOLDER_ROLES.find((one) => one === text);
  if (role === undefined) throw new CliError("cli.usage");
  return role;
}

/** Throws `cli.usage`, FileError. */
export async function readIssuedTo(invocation: Invocation) {
  const role = invocation.text("role");
  const others = await Promise.all(
    invocation.texts("with").map(async (one) => {
      const [name = "", ...path] = one.split("=");
      return { role: roleOf(name), request: await readText(path.join("=")) };
    }),
  );
  const need = invocation.count("need", { min: 1, max: MAX_HOLDERS, otherwise: 0 });
  return {
    request: await readText(invocation.required("request")),
    ...(role === undefined ? {} : { role: roleOf(role) }),
    ...(others.length === 0 ? {} : { others }),
    ...(need === 0 ? {} : { need }),
  };
}
