import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PurposeView } from "../../../src/contract/views.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { AuthorityChoice } from "./authority-choice.tsx";
import { askedOf, type Chosen, type Fine, keyOf } from "./claim-keys.ts";

/** What is rarely wanted of a request, out of the way until it is: one of several, all of a kind, certain issuers and values. */
export function FineChoices(props: {
  readonly purpose: PurposeView;
  readonly chosen: Chosen;
  readonly fine: Fine;
  readonly onChange: (fine: Fine) => void;
}) {
  const { purpose, chosen, fine, onChange } = props;
  const { t } = useTranslation("counter");
  const say = useLangText();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <div>
        <Button icon={SlidersHorizontal} onPress={() => setOpen(true)}>
          {t("ask.fine")}
        </Button>
      </div>
    );
  }
  const texts = purpose.documents.flatMap((document) =>
    document.claims
      .filter(({ kind }) => kind === "text")
      .map((claim) => ({ key: keyOf(document, claim), label: say(claim.label) }))
      .filter(({ key }) => chosen.has(key)),
  );

  function mustBe(key: string, value: string): void {
    const values = new Map(fine.values);
    if (value === "") values.delete(key);
    else values.set(key, value);
    onChange({ ...fine, values });
  }

  return (
    <div className="grid gap-4">
      {askedOf(purpose, chosen).length > 1 && (
        <Checkbox isSelected={fine.anyOne} onChange={(anyOne) => onChange({ ...fine, anyOne })}>
          {t("ask.any_one")}
        </Checkbox>
      )}
      <Checkbox isSelected={fine.multiple} onChange={(multiple) => onChange({ ...fine, multiple })}>
        {t("ask.multiple")}
        <span className="block text-note text-dim">{t("ask.multiple_hint")}</span>
      </Checkbox>
      <AuthorityChoice
        chosen={fine.authorities}
        onChange={(authorities) => onChange({ ...fine, authorities })}
      />
      {texts.length > 0 && <p className="text-dim">{t("ask.values_means")}</p>}
      <div className="grid gap-3 sm:grid-cols-2">
        {texts.map(({ key, label }) => (
          <TextField
            key={key}
            label={t("ask.only_if", { label })}
            value={fine.values.get(key) ?? ""}
            onChange={(value) => mustBe(key, value)}
          />
        ))}
      </div>
    </div>
  );
}
