import { JsonError } from "../../src/json/error.ts";
import { parseJson } from "../../src/json/parse.ts";
import { isJsonObject, type JsonObject } from "../../src/json/value.ts";
import { refuse, type Result } from "../../src/result.ts";
import type { Dispatch } from "../app/host.ts";

/** Characters of one message; the largest call holds texts of a mebibyte. */
export const MAX_MESSAGE = 4 << 20;
/** Arguments may nest 24 deep (src/contract/plain.ts), in a message around them. */
const MAX_DEPTH = 26;

/** Who sent a message, as the browser says, not as the message says. */
export interface Sender {
  readonly isMainFrame: boolean;
  /** Serialised; "null" or empty for about:blank, a sandboxed frame and the like. */
  readonly origin: string;
}

/** Takes one message (the text of `{name, args}`) and gives the answer's text. Never throws. */
export type Gate = (sender: Sender, message: unknown) => Promise<string>;

function readMessage(message: unknown): Result<JsonObject, string> {
  if (typeof message !== "string") return refuse("call.arguments");
  if (message.length > MAX_MESSAGE) return refuse("call.too_large");
  try {
    const value = parseJson(message, { maxLength: MAX_MESSAGE, maxDepth: MAX_DEPTH });
    return isJsonObject(value) ? { ok: true, value } : refuse("call.arguments");
  } catch (error) {
    if (error instanceof JsonError) return refuse("call.arguments");
    throw error;
  }
}

/**
 * The one way from a page to the program, for every host: only the main frame of exactly `origin` is
 * heard, and nothing of a message is looked at before that is known.
 */
export function createGate(origin: string, dispatch: Dispatch): Gate {
  async function answer(sender: Sender, message: unknown): Promise<Result<unknown, string>> {
    const isOurs = sender.isMainFrame && sender.origin !== "" && sender.origin === origin;
    if (!isOurs) return refuse("call.sender");
    const read = readMessage(message);
    if (!read.ok) return read;
    return await dispatch(read.value["name"], read.value["args"]);
  }
  return async (sender, message) => JSON.stringify(await answer(sender, message));
}
