import type { ReactNode } from "react";

/** A sheet of paper on the desk. */
export function Card(props: { readonly children: ReactNode; readonly className?: string }) {
  const { children, className = "p-5" } = props;
  return (
    <div className={`rounded-card border border-line bg-surface shadow-soft ${className}`}>{children}</div>
  );
}
