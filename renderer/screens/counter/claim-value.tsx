import { useTranslation } from "react-i18next";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { CalendarDateText } from "../../parts/date-text.tsx";
import { NumberText } from "../../parts/number-text.tsx";

/** What a claim says, by its kind; whatever does not look like its kind is shown as it is. */
export function ClaimValue({ claim }: { readonly claim: ClaimView }) {
  const { t } = useTranslation("counter");
  const { kind, value } = claim;
  const values = Array.isArray(value) ? value : [value];
  return values.map((one, i) => {
    const key = `${i}`;
    const isLast = i === values.length - 1;
    const shown =
      kind === "boolean" && typeof one === "boolean" ? (
        t(one ? "claim.yes" : "claim.no")
      ) : kind === "date" && typeof one === "string" ? (
        <CalendarDateText date={one} />
      ) : kind === "integer" && typeof one === "number" ? (
        <NumberText value={one} />
      ) : (
        <bdi>{typeof one === "string" ? one : JSON.stringify(one)}</bdi>
      );
    return (
      <span key={key}>
        {shown}
        {!isLast && ", "}
      </span>
    );
  });
}
