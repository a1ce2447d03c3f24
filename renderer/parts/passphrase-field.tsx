import { Eye, EyeOff } from "lucide-react";
import { useEffect, useState } from "react";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text } from "react-aria-components/Text";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { FieldError } from "./field-error.tsx";
import { FIELD_BOX, FIELD_HINT, FIELD_LABEL } from "./field-style.ts";
import { type Strength, strengthOf, STRENGTHS } from "./passphrase-strength.ts";

const BARS: { readonly [strength in Strength]: string } = {
  too_short: "bg-bad",
  weak: "bg-bad",
  fair: "bg-warn",
  good: "bg-ok",
  strong: "bg-ok",
};

type Guess = (passphrase: string) => Strength;

/** The dictionaries of a guesser, fetched once a new passphrase is wanted; a rough idea until they are there. */
function useStrength(passphrase: string): Strength {
  const [guess, setGuess] = useState<Guess>();
  useEffect(() => {
    let isGone = false;
    const take = ({ guessStrength }: { readonly guessStrength: Guess }): void => {
      if (!isGone) setGuess(() => guessStrength);
    };
    // Without them the rough idea stays.
    void import("./passphrase-guess.ts").then(take, () => {});
    return () => {
      isGone = true;
    };
  }, []);
  return (guess ?? strengthOf)(passphrase);
}

/** How hard it is to guess: a bar and a word. */
function StrengthBar({ passphrase }: { readonly passphrase: string }) {
  const { t } = useTranslation("parts");
  const strength = useStrength(passphrase);
  const filled = passphrase === "" ? 0 : STRENGTHS.indexOf(strength) + 1;
  return (
    <div className="grid gap-1">
      <div aria-hidden className="flex gap-1">
        {STRENGTHS.map((each, i) => (
          <span
            key={each}
            className={`h-1 flex-1 rounded-pill forced:border ${i < filled ? `${BARS[strength]} forced:bg-[CanvasText]` : "bg-line"}`}
          />
        ))}
      </div>
      <p className={FIELD_HINT} aria-live="polite">
        {passphrase === "" ? t("passphrase.advice") : t(`passphrase.${strength}`)}
      </p>
    </div>
  );
}

export interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** For a new one: says how strong it is. */
  readonly isNew?: boolean;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}

/** A passphrase, hidden unless its owner asks to see it. */
export function PassphraseField(props: PassphraseFieldProps) {
  const { label, value, onChange, isNew = false, hint, error } = props;
  const { t } = useTranslation("parts");
  const [shown, setShown] = useState(false);
  return (
    <AriaTextField
      className="grid gap-1.5"
      value={value}
      onChange={onChange}
      type={shown ? "text" : "password"}
      isInvalid={error !== undefined}
      isDisabled={props.isDisabled ?? false}
      autoFocus={props.autoFocus ?? false}
      autoComplete={isNew ? "new-password" : "current-password"}
      autoCorrect="off"
      spellCheck="false"
      maxLength={1024}
      validationBehavior="aria"
    >
      <Label className={FIELD_LABEL}>{label}</Label>
      {hint !== undefined && (
        <Text slot="description" className={FIELD_HINT}>
          {hint}
        </Text>
      )}
      <div className="flex flex-wrap gap-2">
        <Input className={`${FIELD_BOX} min-w-40 flex-1`} dir="auto" />
        <Button
          icon={shown ? EyeOff : Eye}
          onPress={() => setShown(!shown)}
          label={t(shown ? "passphrase.hide_it" : "passphrase.show_it")}
        >
          {t(shown ? "passphrase.hide" : "passphrase.show")}
        </Button>
      </div>
      {isNew && <StrengthBar passphrase={value} />}
      <FieldError text={error} />
    </AriaTextField>
  );
}
