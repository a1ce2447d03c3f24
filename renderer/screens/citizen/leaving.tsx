import { useTranslation } from "react-i18next";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { LangText } from "../../parts/lang-text.tsx";
import { pathOf } from "./certificate-words.ts";
import { ClaimValue } from "./claim-value.tsx";

/** Exactly what would leave the wallet, or has left it. */
export function Leaving(props: {
  readonly title: string;
  readonly claims: readonly ClaimView[];
  /** What goes along, where that is not what goes with an answer. */
  readonly also?: string;
}) {
  const { title, claims, also } = props;
  const { t } = useTranslation("citizen");
  return (
    <section className="border-s-[3px] border-accent ps-4" aria-live="polite">
      <h2 className="mb-1 font-semibold">{title}</h2>
      {claims.length === 0 ? (
        <p className="text-dim">{t("request.leaves_nothing")}</p>
      ) : (
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {claims.map((claim, i) => (
            <li key={`${i} ${pathOf(claim)}`} data-claim={pathOf(claim)}>
              <span className="text-dim">
                <LangText of={claim.label} />:
              </span>{" "}
              <ClaimValue claim={claim} name="" />
            </li>
          ))}
        </ul>
      )}
      <p className="mt-1 text-note text-dim">{also ?? t("request.leaves_also")}</p>
    </section>
  );
}
