import { useTranslation } from "react-i18next";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { DocumentVerdict } from "../../../src/verdict/verdict.ts";
import { DateText } from "../../parts/date-text.tsx";
import { LangText, useLangText } from "../../parts/lang-text.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { ClaimValue } from "./claim-value.tsx";
import { useVerdictSay } from "./verdict-words.ts";

/** What one document shows, who issued it and when. */
export function ShownDocument(props: {
  readonly document: DocumentVerdict;
  readonly claims: readonly ClaimView[];
}) {
  const { document, claims } = props;
  const { t } = useTranslation("counter");
  const say = useLangText();
  const words = useVerdictSay();
  const texts = claims.filter(({ kind }) => kind !== "image");
  const name = say(document.type?.name, document.vct ?? t("verdict.document"));
  return (
    <Section title={name}>
      <p className="mb-2 text-note text-dim">
        {document.office !== undefined && (
          <>
            <LangText of={document.office.name} />
            {document.issued !== undefined && " · "}
          </>
        )}
        {document.issued !== undefined && <DateText time={document.issued.time} />}
      </p>
      <p className={`mb-2 text-note ${document.trust === "registry" ? "text-dim" : "text-warn"}`}>
        {words.trust(document)}
      </p>
      {texts.length > 0 && (
        <Rows label={t("verdict.claims_of", { type: name })}>
          {texts.map((claim) => (
            <Row
              key={claim.path.join("/")}
              title={<ClaimValue claim={claim} />}
              detail={<LangText of={claim.label} />}
            />
          ))}
        </Rows>
      )}
      {claims.length === 0 && <p className="text-dim">{t("verdict.shows_nothing")}</p>}
      {document.notes.map((note) => {
        const { what, means, next } = words.note(note);
        return (
          <Notice key={note.code} tone="off" title={what} code={note.code} next={next} className="mt-3">
            {means}
          </Notice>
        );
      })}
    </Section>
  );
}
