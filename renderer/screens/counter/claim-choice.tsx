import { useTranslation } from "react-i18next";
import type { PurposeView } from "../../../src/contract/views.ts";
import { Checkbox } from "../../parts/checkbox.tsx";
import { LangText, useLangText } from "../../parts/lang-text.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { Section } from "../../parts/section.tsx";
import { type Chosen, keyOf } from "./claim-keys.ts";

/** Which claims of a purpose are asked for, and which of them may be left out. */
export function ClaimChoice(props: {
  readonly purpose: PurposeView;
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}) {
  const { purpose, chosen, onChange } = props;
  const { t } = useTranslation("counter");
  const say = useLangText();

  function set(key: string, how: "needed" | "optional" | undefined): void {
    const next = new Map(chosen);
    if (how === undefined) next.delete(key);
    else next.set(key, how);
    onChange(next);
  }

  return (
    <>
      {purpose.documents.map((document) => (
        <Section key={document.vct} title={say(document.name)}>
          <Rows label={t("ask.claims_of", { type: say(document.name) })}>
            {document.claims.map((claim) => {
              const key = keyOf(document, claim);
              const how = chosen.get(key);
              const label = say(claim.label);
              return (
                <Row
                  key={key}
                  title={
                    <Checkbox
                      isSelected={how !== undefined}
                      onChange={(on) => set(key, on ? (claim.required ? "needed" : "optional") : undefined)}
                    >
                      <LangText of={claim.label} />
                    </Checkbox>
                  }
                  {...(how !== undefined && {
                    trailing: (
                      <Checkbox
                        isSelected={how === "optional"}
                        onChange={(on) => set(key, on ? "optional" : "needed")}
                      >
                        {t("ask.optional")} <span className="sr-only">{label}</span>
                      </Checkbox>
                    ),
                  })}
                />
              );
            })}
          </Rows>
        </Section>
      ))}
    </>
  );
}
