/** SHA-256 of a file, base64url; the file goes nowhere. */
export async function hashOfFile(file: Pick<File, "arrayBuffer">): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  const text = btoa(String.fromCharCode(...hash));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
