import { useEffect } from "react";
import { useTranslation } from "react-i18next";

/** For a screen that has a verdict for its head, in place of a page's title. */
export function useWindowTitle(title: string): void {
  const { t } = useTranslation("parts");
  useEffect(() => {
    document.title = t("page.window_title", { title });
  }, [t, title]);
}
