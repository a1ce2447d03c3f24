import type { LucideIcon } from "lucide-react";

/** A small drawing beside a word, never instead of one. `mirrored`: it points along the line of reading. */
export function Icon(props: {
  readonly of: LucideIcon;
  readonly size?: number;
  readonly mirrored?: boolean;
  readonly className?: string;
}) {
  const { of: Drawing, size = 18, mirrored = false, className = "" } = props;
  const mirror = mirrored ? "rtl:-scale-x-100" : "";
  return <Drawing aria-hidden size={size} strokeWidth={2} className={`shrink-0 ${mirror} ${className}`} />;
}
