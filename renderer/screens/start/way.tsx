import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Card } from "../../parts/card.tsx";
import { Icon } from "../../parts/icon.tsx";

/** One of the ways to begin: what it is, what it means, and what to press. */
export function Way(props: {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly means: string;
  readonly children: ReactNode;
}) {
  const { icon, title, means, children } = props;
  return (
    <Card className="flex min-w-0 flex-col gap-3 p-5">
      <h2 className="flex items-center gap-2.5 font-serif text-lead font-semibold">
        <span className="text-accent">
          <Icon of={icon} size={22} />
        </span>
        {title}
      </h2>
      <p className="text-dim">{means}</p>
      <div className="mt-auto grid gap-3 pt-1">{children}</div>
    </Card>
  );
}
