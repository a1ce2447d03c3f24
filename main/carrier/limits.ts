/** Parts that a message is cut into at most: at ten a second somebody would stand for a minute. */
export const MAX_PARTS = 512;

/** Bytes of a message, packed, and of its text. */
export const MAX_PACKED = 1 << 19;
export const MAX_TEXT = 1 << 20;

/** Characters of one frame: the largest code holds 4,296 (ISO/IEC 18004, version 40-L, alphanumeric). */
export const MAX_FRAME = 4296;
