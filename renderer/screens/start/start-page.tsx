import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Brand } from "../../parts/brand.tsx";
import { useTitleFocus } from "../../parts/use-title-focus.ts";

/** What there is to see before a wallet is open: one sheet in the middle of the desk, or several side by side. */
export function StartPage(props: {
  readonly title: string;
  readonly lead?: string;
  /** The children bring sheets of their own. */
  readonly isWide?: boolean;
  /** One sheet with more room, for 24 words. */
  readonly isRoomy?: boolean;
  readonly children: ReactNode;
}) {
  const { title, lead, isWide = false, isRoomy = false, children } = props;
  const { t } = useTranslation("parts");
  const heading = useTitleFocus();
  useEffect(() => {
    document.title = t("page.window_title", { title });
  }, [t, title]);
  const head = (
    <div className={isWide ? "text-center" : ""}>
      <h1 ref={heading} tabIndex={-1} className="font-serif text-name font-semibold">
        {title}
      </h1>
      {lead !== undefined && <p className="mt-1 text-dim">{lead}</p>}
    </div>
  );
  return (
    <div className="h-full overflow-auto">
      <main
        className={`mx-auto grid min-h-full w-full content-center justify-items-stretch gap-5 px-5 py-6 ${isWide ? "max-w-[1060px]" : isRoomy ? "max-w-[680px]" : "max-w-[520px]"}`}
      >
        <div className="justify-self-center">
          <Brand size="large" />
        </div>
        {isWide ? (
          <>
            {head}
            {children}
          </>
        ) : (
          <div className="grid gap-5 rounded-card border border-line bg-surface px-6 py-6 shadow-soft">
            {head}
            {children}
          </div>
        )}
      </main>
    </div>
  );
}
