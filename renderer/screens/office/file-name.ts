/** A plain file name of what a message is and whom it is about, as `host.save_file` takes it. */
export function fileNameOf(what: string, about: string, ending: "sealfolio" | "csv" = "sealfolio"): string {
  const name = `${what} ${about}`
    .normalize("NFC")
    .replaceAll(/[^\p{L}\p{N} ._-]+/gu, "-")
    .replaceAll(/[ -]{2,}/g, " ")
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .slice(0, 80)
    .trim();
  return `${name === "" ? "sealfolio" : name}.${ending}`;
}
