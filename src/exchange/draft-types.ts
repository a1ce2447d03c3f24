/** `typ` of the messages between the officers of one office. */
export const ENTRY_DRAFT = "sealfolio-entry-draft";
export const DRAFT_RETURN = "sealfolio-draft-return";
/** Many drafts in one. */
export const BATCH_DRAFT = "sealfolio-batch-draft";
/** UTF-16 units of what the second officer writes to the first. */
export const MAX_NOTE = 500;

/** Whether a text is meant to be the second officer's answer; what it really is, its parser finds out. */
export function isDraftReturn(text: string): boolean {
  return text.startsWith(`{"typ":"${DRAFT_RETURN}"`);
}

/** The same for many drafts that wait together. */
export function isBatchDraft(text: string): boolean {
  return text.startsWith(`{"typ":"${BATCH_DRAFT}"`);
}
