import { useTranslation } from "react-i18next";

const PARTS = /^(block|bundle) (\d+)$/;

/** What a finding was about, in words; what is no place of this form as it is. */
export function usePlaceWords(): (place: string) => string {
  const { t } = useTranslation("registry");
  return (place) => {
    if (place === "newest block") return t("place.newest");
    const [, kind, number = ""] = PARTS.exec(place) ?? [];
    if (kind === "block") return t("place.block", { number });
    return kind === "bundle" ? t("place.bundle", { number }) : place;
  };
}
