import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { type ButtonKind, type ButtonSize, buttonStyle } from "./button-style.ts";
import { Icon } from "./icon.tsx";

/** Looks like a button and goes to a place: `href` from `hrefOf`. */
export function ButtonLink(props: {
  readonly href: string;
  readonly children: ReactNode;
  readonly icon?: LucideIcon;
  readonly kind?: ButtonKind;
  readonly size?: ButtonSize;
}) {
  const { href, children, icon, kind = "plain", size = "normal" } = props;
  return (
    <a href={href} className={buttonStyle(kind, size)}>
      {icon !== undefined && <Icon of={icon} size={17} />}
      <span className="min-w-0">{children}</span>
    </a>
  );
}
