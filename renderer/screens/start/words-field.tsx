import { useTranslation } from "react-i18next";
import { isListed, PHRASE_WORDS, secretOf, splitWords, suggestWords } from "../../../src/recovery/words.ts";
import { WordsError } from "../../../src/recovery/error.ts";
import { Button } from "../../parts/button.tsx";
import { TextField } from "../../parts/text-field.tsx";

/** A word being typed is not wrong yet: only those with something after them are looked at. */
function finishedWords(text: string): readonly string[] {
  const words = splitWords(text);
  return /[a-z]$/i.test(text) && words.length < PHRASE_WORDS ? words.slice(0, -1) : words;
}

/** Whether these are 24 words that belong together. */
export function areSound(text: string): boolean {
  try {
    secretOf(splitWords(text)).fill(0);
    return true;
  } catch (error) {
    if (error instanceof WordsError) return false;
    throw error;
  }
}

/** Takes a recovery phrase; says which word is wrong as soon as it can be known. */
export function WordsField(props: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoFocus?: boolean;
}) {
  const { label, value, onChange, autoFocus = false } = props;
  const { t } = useTranslation("start");
  const words = splitWords(value);
  const wrong = finishedWords(value).flatMap((word, i) => (isListed(word) ? [] : [{ word, place: i + 1 }]));
  const isFull = words.length === PHRASE_WORDS && wrong.length === 0;

  function replace(place: number, word: string): void {
    onChange(`${words.map((each, i) => (i === place - 1 ? word : each)).join(" ")} `);
  }

  return (
    <div className="grid gap-2">
      <TextField
        label={label}
        hint={t("recover.hint")}
        value={value}
        onChange={onChange}
        rows={4}
        maxLength={1024}
        autoFocus={autoFocus}
        mono
        error={isFull && !areSound(value) ? t("recover.not_together") : undefined}
      />
      <p className="text-small text-dim" role="status">
        {t("recover.count", { count: words.length, of: PHRASE_WORDS })}
        {isFull && areSound(value) && <> {t("recover.sound")}</>}
      </p>
      {wrong.length > 0 && (
        <ul aria-label={t("recover.wrong")} className="grid gap-2">
          {wrong.slice(0, 3).map(({ word, place }) => (
            <li key={`${place} ${word}`} className="flex flex-wrap items-center gap-2 text-note">
              <span className="text-bad">{t("recover.unknown", { place, word })}</span>
              {suggestWords(word).map((meant) => (
                <Button
                  key={meant}
                  size="small"
                  label={t("recover.take", { place, word: meant })}
                  onPress={() => replace(place, meant)}
                >
                  <span lang="en">{meant}</span>
                </Button>
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
