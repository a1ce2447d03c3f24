export type ButtonKind = "primary" | "plain" | "quiet" | "danger";
export type ButtonSize = "normal" | "big" | "small";

const KINDS: { readonly [kind in ButtonKind]: string } = {
  primary:
    "border-transparent bg-accent text-accent-ink hover:bg-[color-mix(in_srgb,var(--accent)_88%,var(--ink))]",
  plain: "border-line-strong bg-surface text-ink hover:bg-[color-mix(in_srgb,var(--ink)_5%,var(--surface))]",
  quiet: "border-transparent bg-transparent text-ink hover:bg-[color-mix(in_srgb,var(--ink)_7%,transparent)]",
  danger: "border-transparent bg-bad text-bad-ink hover:bg-[color-mix(in_srgb,var(--bad)_88%,var(--ink))]",
};

const SIZES: { readonly [size in ButtonSize]: string } = {
  small: "gap-1.5 px-2.5 py-1 text-note",
  normal: "gap-2 px-3.5 py-2 text-[0.9333rem]",
  big: "gap-2.5 px-5 py-3 text-[1.0333rem]",
};

/** Look of everything that is pressed, whether a button or a link. */
export function buttonStyle(kind: ButtonKind, size: ButtonSize): string {
  return (
    "inline-flex max-w-full items-center justify-center rounded-field border font-semibold no-underline " +
    "transition-colors duration-100 cursor-default text-start " +
    "is-pressed:translate-y-px is-disabled:opacity-50 is-disabled:forced:text-[GrayText] " +
    `${KINDS[kind]} ${SIZES[size]}`
  );
}
