const TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,6}$/;

/** Whether it is formed as a language tag is (RFC 5646 section 2.1); whether there is such a language is another question. */
export function isLanguageTag(text: unknown): text is string {
  return typeof text === "string" && text.length <= 64 && TAG.test(text);
}
