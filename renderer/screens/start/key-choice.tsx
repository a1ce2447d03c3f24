import { useTranslation } from "react-i18next";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { areSound, WordsField } from "./words-field.tsx";

/** What a backup opens with, as it stands in the fields. */
export interface KeyFields {
  readonly by: "words" | "passphrase";
  readonly words: string;
  readonly passphrase: string;
}

export const NO_KEY: KeyFields = { by: "words", words: "", passphrase: "" };

/** For the contract; undefined while it is not whole. */
export function keyIn({
  by,
  words,
  passphrase,
}: KeyFields): { readonly words: string } | { readonly passphrase: string } | undefined {
  if (by === "words") return areSound(words) ? { words: words.trim() } : undefined;
  return passphrase === "" ? undefined : { passphrase };
}

/** Takes recovery words or the passphrase that a backup was made with. */
export function KeyChoice(props: {
  readonly value: KeyFields;
  readonly onChange: (value: KeyFields) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation("start");
  return (
    <div className="grid gap-4">
      <Segmented<KeyFields["by"]>
        label={t("restore.by")}
        items={[
          { id: "words", label: t("recover.words") },
          { id: "passphrase", label: t("restore.by_passphrase") },
        ]}
        value={value.by}
        onChange={(by) => onChange({ ...value, by })}
      />
      {value.by === "words" ? (
        <WordsField
          label={t("recover.words")}
          value={value.words}
          onChange={(words) => onChange({ ...value, words })}
        />
      ) : (
        <PassphraseField
          label={t("restore.of_backup")}
          value={value.passphrase}
          onChange={(passphrase) => onChange({ ...value, passphrase })}
        />
      )}
    </div>
  );
}
