import { HostError } from "./host-error.ts";

/** Where the program itself points to: the standards that its files follow. */
const PLACES: ReadonlySet<string> = new Set([
  "age-encryption.org",
  "c2sp.org",
  "openid.net",
  "www.iso.org",
  "www.rfc-editor.org",
  "www.w3.org",
]);

/** The link as it is to be opened. Throws `host.link_refused` for anything but https to one of our places. */
export function checkLink(text: string): string {
  const url = URL.parse(text);
  const isPlain =
    url !== null &&
    url.protocol === "https:" &&
    url.port === "" &&
    url.username === "" &&
    url.password === "" &&
    PLACES.has(url.hostname);
  if (!isPlain) throw new HostError("host.link_refused");
  return url.href;
}
