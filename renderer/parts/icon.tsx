import {
  ArrowLeft,
  ArrowRight,
  ArrowUpRight,
  ChevronLeft,
  ChevronRight,
  type LucideIcon,
  Send,
  Undo2,
} from "lucide-react";

/** Drawings that point along the line of reading, and turn with it. */
const MIRRORED: ReadonlySet<LucideIcon> = new Set([
  ArrowLeft,
  ArrowRight,
  ArrowUpRight,
  ChevronLeft,
  ChevronRight,
  Send,
  Undo2,
]);

/** A small drawing beside a word, never instead of one. */
export function Icon(props: {
  readonly of: LucideIcon;
  readonly size?: number;
  readonly className?: string;
}) {
  const { of: Drawing, size = 18, className = "" } = props;
  const mirror = MIRRORED.has(Drawing) ? "rtl:-scale-x-100" : "";
  return <Drawing aria-hidden size={size} strokeWidth={2} className={`shrink-0 ${mirror} ${className}`} />;
}
