/** Looks that every field shares. */
export const FIELD_BOX =
  "w-full rounded-field border border-edge bg-surface px-3 py-2 text-body text-ink placeholder:text-dim " +
  "is-focused:outline-2 is-focused:outline-accent is-focused:-outline-offset-1 " +
  "is-invalid:border-bad is-disabled:opacity-60";
export const FIELD_LABEL = "text-[0.9333rem] font-semibold";
export const FIELD_HINT = "text-note text-dim";
