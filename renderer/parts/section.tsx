import type { ReactNode } from "react";

/** A part of a screen under its own small heading. */
export function Section(props: {
  readonly title: string;
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return (
    <section className={props.className}>
      <h2 className="mb-2 text-body leading-[1.3] font-semibold">{props.title}</h2>
      {props.children}
    </section>
  );
}
