import { useTranslation } from "react-i18next";
import { LAST_MOMENT } from "../../../src/language/date-of.ts";
import { DateText } from "../../parts/date-text.tsx";

/** Until when it counts; an issuer outside the registry need not say. */
export function Expires({ time }: { readonly time: number }) {
  const { t } = useTranslation("citizen");
  return time > LAST_MOMENT ? <>{t("certificate.no_end")}</> : <DateText time={time} />;
}
