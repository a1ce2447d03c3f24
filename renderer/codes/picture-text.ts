import type { OpenedFile } from "../../src/contract/calls/host.ts";
import { client } from "../bridge/window-client.ts";
import { isFrame } from "./use-collected.ts";
import { readCodes } from "./read-code.ts";

/** The whole message of a picture's codes, one or several; undefined where it is not all there. */
export async function pictureText(
  picture: Extract<OpenedFile, { readonly image: string }>,
): Promise<string | undefined> {
  const texts = await readCodes(picture);
  const plain = texts.find((text) => !isFrame(text.trim()));
  if (plain !== undefined) return plain;
  for (const [i, frame] of texts.entries()) {
    const answer = await client.call("carrier.take", { frame, fresh: i === 0 });
    if (answer.ok && answer.value.text !== null) return answer.value.text;
  }
  return undefined;
}
