import { z } from "zod";
import { FACE_SAYS } from "../../../../src/verdict/face-matcher.ts";

/** The face matcher that this office switched on: SHA-256 of its file, base64url. */
export const matcherRow = z.strictObject({ hash: z.string(), since: z.int() });
export type MatcherRow = Readonly<z.infer<typeof matcherRow>>;

/** Of a check: what the visitor said to a comparison by a program, and what came of it; never a picture. */
export const faceRow = z.strictObject({
  consent: z.enum(["given", "refused"]),
  at: z.int(),
  /** SHA-256 of the matcher's file, base64url. */
  matcher: z.string(),
  says: z.enum(FACE_SAYS).optional(),
  code: z.string().optional(),
});
export type FaceRow = Readonly<z.infer<typeof faceRow>>;
