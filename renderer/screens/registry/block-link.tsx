import type { ReactNode } from "react";
import { SealRing } from "../../parts/seal-ring.tsx";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

export interface BlockLinkProps {
  readonly height: number;
  /** What it holds, the bold line. */
  readonly content: ReactNode;
  readonly detail: ReactNode;
  readonly cosigned: readonly boolean[];
  readonly href: string;
  readonly isOpened?: boolean;
  /** Something about it did not fit. */
  readonly isBad?: boolean;
  /** What it holds is a name, of which no word is to be broken. */
  readonly isNamed?: boolean;
  /** No further block stands after it in this row. */
  readonly isLast: boolean;
}

/** One link of the chain, with what joins it to the one before. */
export function BlockLink(props: BlockLinkProps) {
  const { height, content, detail, cosigned, href, isOpened = false, isBad = false, isLast } = props;
  const least = props.isNamed === true ? "min-w-[176px]" : "min-w-[104px]";
  const locale = useIntlLocale();
  const paper = isBad ? "border-bad bg-bad-bg" : "border-line-strong bg-surface";
  const ring = isOpened ? "outline-2 outline-offset-2 outline-accent" : "";
  return (
    <li className={`flex max-w-[190px] flex-1 items-center ${least}`}>
      <a
        href={href}
        aria-current={isOpened ? "true" : undefined}
        className={`min-w-0 flex-1 rounded-card border px-3 py-2.5 text-ink no-underline shadow-soft hover:border-accent ${paper} ${ring}`}
      >
        <span className="flex items-start justify-between gap-1">
          <span className="font-mono text-small text-dim">#{sayNumber(height, locale)}</span>
          <SealRing cosigned={cosigned} isOrnament />
        </span>
        <span className="block font-semibold">{content}</span>
        <span className="block text-small text-dim">{detail}</span>
      </a>
      {!isLast && <span aria-hidden className="h-2 w-5 shrink-0 border-y-[1.5px] border-line-strong" />}
    </li>
  );
}
