import { nothing } from "../args.ts";
import { call } from "../call.ts";
import { z } from "../zod.ts";

/** Characters of a text file, and bytes of an image, that are read at most. */
export const MAX_TEXT = 3 << 20;
export const MAX_IMAGE = 8 << 20;

export type OpenedFile =
  | { readonly name: string; readonly text: string }
  /** base64. */
  | { readonly name: string; readonly image: string; readonly type: "image/png" | "image/jpeg" };

/** A plain name, without folders and without what an operating system gives a meaning to. */
const fileName = z
  .string()
  .max(100)
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]*\.(sealfolio|json|txt|csv|png|svg|age|pem|pdf)$/u);

const OPEN_CODES = ["host.too_large", "host.not_text", "host.not_image", "host.not_read"] as const;

/** What the window cannot do for itself: the person's own files, links, the camera. */
export const HOST_CALLS = {
  /** A file the person chooses, `any` for a text or an image; null when they choose none. */
  "host.open_file": call<OpenedFile | null>()({
    args: z.strictObject({ as: z.enum(["text", "image", "any"]) }),
    codes: OPEN_CODES,
    locked: true,
  }),
  /** Keeps a text, or bytes (base64), where the person says; `saved` names the place in words to show, null if they chose none. */
  "host.save_file": call<{ readonly saved: string | null }>()({
    args: z.union([
      z.strictObject({ name: fileName, text: z.string().max(MAX_TEXT) }),
      z.strictObject({ name: fileName, base64: z.base64().max(MAX_TEXT) }),
    ]),
    codes: ["host.not_saved"],
    locked: true,
  }),
  /** Puts a text on the clipboard, from where it is taken again after so many seconds; `clipboard.left` tells. */
  "host.copy": call<{ readonly stays: number }>()({
    args: z.strictObject({ text: z.string().min(1).max(MAX_TEXT) }),
    codes: ["host.not_copied"],
    locked: true,
  }),
  /** In the person's own browser; only places that the program itself points to. */
  "host.open_link": call<null>()({
    args: z.strictObject({ url: z.url({ protocol: /^https$/ }).max(2048) }),
    codes: ["host.link_refused", "host.link_failed"],
    locked: true,
  }),
  /** The camera is refused to the window but while its scanner is open. */
  "host.set_camera": call<{ readonly allowed: boolean }>()({
    args: z.strictObject({ allowed: z.boolean() }),
    codes: [],
    locked: true,
  }),
  /** Locks every wallet and ends the program. */
  "host.quit": call<null>()({ args: nothing, codes: [], locked: true }),
} as const;
