import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

/** A short list on one sheet: entries of a block, sources, claims. For thousands, `Table`. */
export function Rows(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <ul
      aria-label={props.label}
      className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
    >
      {props.children}
    </ul>
  );
}

export interface RowProps {
  readonly title: ReactNode;
  readonly detail?: ReactNode;
  readonly icon?: LucideIcon;
  /** In place of an icon: a checkbox, a seal ring. */
  readonly leading?: ReactNode;
  /** At the end of the line. */
  readonly trailing?: ReactNode;
  /** Makes the whole row a link. */
  readonly href?: string;
}

export function Row({ title, detail, icon, leading, trailing, href }: RowProps) {
  const content = (
    <>
      {leading}
      {icon !== undefined && <Icon of={icon} />}
      <span className="min-w-[min(100%,12rem)] flex-1">
        <span className="block font-semibold">{title}</span>
        {detail !== undefined && <span className="block text-small text-dim">{detail}</span>}
      </span>
      {trailing !== undefined && <span className="ms-auto text-note text-dim">{trailing}</span>}
    </>
  );
  const look = "flex flex-wrap items-center gap-x-3.5 gap-y-1 px-4 py-2.5";
  return (
    <li>
      {href === undefined ? (
        <div className={look}>{content}</div>
      ) : (
        <a
          href={href}
          className={`${look} text-ink no-underline -outline-offset-2! hover:bg-[color-mix(in_srgb,var(--accent)_6%,transparent)]`}
        >
          {content}
        </a>
      )}
    </li>
  );
}
