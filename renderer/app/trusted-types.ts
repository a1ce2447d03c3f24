interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML(text: string): string | null }): unknown;
}

/**
 * Sets the page's only Trusted Types policy. react-aria empties its announcer by `innerHTML = ""`;
 * nothing else may become markup, script or address of a script.
 */
export function restrictMarkup(): void {
  const { trustedTypes } = window as { trustedTypes?: PolicyFactory };
  trustedTypes?.createPolicy("default", { createHTML: (text) => (text === "" ? "" : null) });
}
