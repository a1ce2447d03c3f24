import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** In place of a list with nothing in it: what will be here, and how to begin. */
export function EmptyState(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const { icon, title, children, actions } = props;
  return (
    <div className="mx-auto grid max-w-[480px] justify-items-center gap-3 rounded-card border border-dashed border-line-strong px-8 py-10 text-center">
      <span className="grid size-12 place-items-center rounded-pill bg-[color-mix(in_srgb,var(--accent)_12%,transparent)] text-accent">
        <Icon of={icon} size={22} />
      </span>
      <h2 className="font-serif text-name font-semibold">{title}</h2>
      {children !== undefined && <div className="text-dim">{children}</div>}
      {actions !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2.5">{actions}</div>}
    </div>
  );
}
