/** `typ` of the two messages between the officers of one office. */
export const ENTRY_DRAFT = "sealfolio-entry-draft";
export const DRAFT_RETURN = "sealfolio-draft-return";
/** UTF-16 units of what the second officer writes to the first. */
export const MAX_NOTE = 500;

/** Whether a text is meant to be the second officer's answer; what it really is, its parser finds out. */
export function isDraftReturn(text: string): boolean {
  return text.startsWith(`{"typ":"${DRAFT_RETURN}"`);
}
