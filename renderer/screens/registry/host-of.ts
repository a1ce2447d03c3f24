/** Machine and port of a source's address; what is no address as it is. */
export function hostOf(source: string): string {
  return URL.parse(source)?.host ?? source;
}
