const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);
const MAC_SIGNS: { readonly [key: string]: string } = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↩" };

/** Keys that do something, as "Ctrl+K". They are a hint to the eye: what they do must be said beside them. */
export function Kbd({ keys }: { readonly keys: string }) {
  const shown = keys.split("+").map((key) => (isMac ? (MAC_SIGNS[key] ?? key) : key));
  return (
    <kbd
      aria-hidden
      dir="ltr"
      className="rounded-small border border-[color-mix(in_srgb,currentColor_45%,transparent)] px-1.5 font-sans text-[0.7333rem] leading-snug font-normal whitespace-nowrap"
    >
      {shown.join(" ")}
    </kbd>
  );
}
