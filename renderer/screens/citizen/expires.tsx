import { useTranslation } from "react-i18next";
import { DateText } from "../../parts/date-text.tsx";

/** Last moment that a calendar can write (ECMA-262 section 21.4.1.1), in seconds; later is never. */
const LAST = 8.64e12;

/** Until when it counts; an issuer outside the registry need not say. */
export function Expires({ time }: { readonly time: number }) {
  const { t } = useTranslation("citizen");
  return time > LAST ? <>{t("certificate.no_end")}</> : <DateText time={time} />;
}
