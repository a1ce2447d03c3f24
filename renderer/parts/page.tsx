import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useTitleFocus } from "./use-title-focus.ts";

export interface PageProps {
  readonly title: string;
  /** Small line over the title: where one is ("Present · step 2 of 3"). */
  readonly crumb?: ReactNode;
  /** Beside the title, the main act last. */
  readonly actions?: ReactNode;
  /** Over the title: alarms. */
  readonly notice?: ReactNode;
  /** One column of text width, for things done step by step. */
  readonly isNarrow?: boolean;
  /** A second column with its own paper, for details of what is chosen. */
  readonly aside?: ReactNode;
  readonly asideLabel?: string;
  readonly children: ReactNode;
}

/** A screen under the top strip: title, acts, content. Takes the focus to its title when it opens. */
export function Page(props: PageProps) {
  const { title, crumb, actions, notice, isNarrow = false, aside, asideLabel, children } = props;
  const { t } = useTranslation("parts");
  const heading = useTitleFocus();

  useEffect(() => {
    document.title = t("page.window_title", { title });
  }, [t, title]);

  return (
    <div className="grid min-h-full grid-cols-[minmax(0,1fr)] lg:has-[>aside]:grid-cols-[minmax(0,1fr)_clamp(296px,23vw,336px)]">
      <div className={`w-full px-5 py-5 sm:px-7 ${isNarrow ? "mx-auto max-w-[780px]" : ""}`}>
        {notice !== undefined && <div className="mb-4">{notice}</div>}
        <header className="mb-4 flex flex-wrap items-end justify-between gap-x-4 gap-y-3">
          <div className="min-w-0">
            {crumb !== undefined && <p className="mb-1 text-[0.8667rem] text-dim">{crumb}</p>}
            <h1
              ref={heading}
              tabIndex={-1}
              className="font-serif text-title font-semibold tracking-[-0.01em]"
            >
              {title}
            </h1>
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-2.5">{actions}</div>}
        </header>
        {children}
      </div>
      {aside !== undefined && (
        <aside
          aria-label={asideLabel}
          className="border-t border-line bg-surface px-5 py-5 lg:border-s lg:border-t-0"
        >
          {aside}
        </aside>
      )}
    </div>
  );
}
