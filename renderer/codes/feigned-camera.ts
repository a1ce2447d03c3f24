/** How programs that feign a camera call theirs. */
const FEIGNED = /virtual|fake|dummy|loopback|\bobs\b|manycam|snap camera|xsplit|droidcam|screen capture/i;

/** Whether a camera's name is that of a program; a hint only, since a name is easily changed. */
export function isFeigned(label: string): boolean {
  return FEIGNED.test(label);
}
