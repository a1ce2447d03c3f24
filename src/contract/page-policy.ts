/**
 * SHA-256 of the one style element that stands in the page: react-aria's, which keeps a tap from
 * waiting for a second one. A test computes it from the library's own text.
 */
const PRESSABLE_STYLE = "'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='";

/**
 * Content security policy of the window's page, to be sent by every host as the header
 * `Content-Security-Policy` with every answer. The page reaches nothing but its own files; the camera
 * and the bridge to main are no matter of this policy. Of the two Trusted Types policies `default` lets
 * nothing but the empty text through (renderer/app/trusted-types.ts), and `decoder` gives the address of
 * one worker, whatever it is asked for (renderer/codes/decoder.ts).
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' ${PRESSABLE_STYLE}`,
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types default decoder",
].join("; ");
