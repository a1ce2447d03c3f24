import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Brand } from "../../frame/brand.tsx";
import { useTitleFocus } from "../../parts/use-title-focus.ts";

/** One sheet in the middle of the desk: what there is to see before a wallet is open. */
export function StartPage(props: {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}) {
  const { title, lead, children } = props;
  const { t } = useTranslation("parts");
  const heading = useTitleFocus();
  useEffect(() => {
    document.title = t("page.window_title", { title });
  }, [t, title]);
  return (
    <div className="h-full overflow-auto">
      <main className="mx-auto grid min-h-full w-full max-w-[520px] content-center justify-items-stretch gap-6 px-5 py-8">
        <div className="justify-self-center">
          <Brand size="large" />
        </div>
        <div className="grid gap-5 rounded-card border border-line bg-surface px-6 py-6 shadow-soft">
          <div>
            <h1 ref={heading} tabIndex={-1} className="font-serif text-name font-semibold">
              {title}
            </h1>
            {lead !== undefined && <p className="mt-1 text-dim">{lead}</p>}
          </div>
          {children}
        </div>
      </main>
    </div>
  );
}
