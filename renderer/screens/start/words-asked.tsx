import { ArrowLeft, Check } from "lucide-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { awaitWallet } from "../../state/app-state.ts";

/** Proves that the words are on paper. */
export function WordsAsked(props: { readonly places: readonly number[]; readonly onBack: () => void }) {
  const { places, onBack } = props;
  const { t } = useTranslation("start");
  const confirm = useCall("wallet.recovery_confirm");
  const [typed, setTyped] = useState<readonly string[]>(places.map(() => ""));
  const isWhole = typed.every((word) => word.trim() !== "");

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (confirm.busy || !isWhole) return;
    const take = awaitWallet(client);
    const answer = await confirm.run({ words: [...typed] });
    if (answer.ok) take(answer.value);
  }

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4" noValidate>
      {places.map((place, i) => (
        <TextField
          key={place}
          label={t("words.word", { place })}
          value={typed[i] ?? ""}
          onChange={(word) => setTyped(typed.map((each, at) => (at === i ? word : each)))}
          autoFocus={i === 0}
          maxLength={64}
          mono
        />
      ))}
      <Failure code={confirm.code} />
      <div className="flex flex-wrap justify-end gap-3">
        <Button icon={ArrowLeft} onPress={onBack}>
          {t("words.again")}
        </Button>
        <Button type="submit" kind="primary" icon={Check} busy={confirm.busy} isDisabled={!isWhole}>
          {t("words.confirm")}
        </Button>
      </div>
    </form>
  );
}
