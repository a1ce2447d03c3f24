import { useTranslation } from "react-i18next";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { CalendarDateText } from "../../parts/date-text.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Portrait } from "../../parts/portrait.tsx";
import { pictureOf } from "./certificate-words.ts";

function plain(value: JsonValue): string {
  if (Array.isArray(value)) return value.map(plain).join(", ");
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** What a claim says. A picture is drawn where `width` says how wide, and named where it is left out. */
export function ClaimValue(props: {
  readonly claim: Pick<ClaimView, "kind" | "value">;
  /** Whose picture it is. */
  readonly name: string;
  readonly width?: number;
}) {
  const { claim, name, width } = props;
  const { t } = useTranslation("citizen");
  const { kind, value } = claim;
  if (kind === "image") {
    const src = pictureOf(value);
    if (src === undefined || width === undefined) return <>{t("claim.picture")}</>;
    return <Portrait src={src} name={name} width={width} />;
  }
  if (value === null) return <>{t("claim.unseen")}</>;
  if (typeof value === "boolean") return <>{value ? t("claim.yes") : t("claim.no")}</>;
  if (kind === "date" && typeof value === "string") return <CalendarDateText date={value} />;
  if (typeof value === "number") return <NumberText value={value} />;
  return <bdi className="wrap-anywhere">{plain(value)}</bdi>;
}
