import { MailX } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { sayDate } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { letterOf } from "./activity-letter.ts";

/** Makes a letter that asks who was shown a certificate to delete what they got. */
export function ActivityLetter(props: {
  readonly party: string;
  readonly given: readonly string[];
  /** POSIX seconds. */
  readonly at: number;
}) {
  const { party, given, at } = props;
  const { t } = useTranslation("citizen");
  const locale = useIntlLocale();
  const save = useCall("host.save_file");
  const place = save.value?.saved;

  async function write(): Promise<void> {
    const words = {
      to: t("letter.to", { party }),
      subject: t("letter.subject"),
      on: t("letter.on", { date: sayDate(at, locale) }),
      ask: t("letter.ask"),
      law: t("letter.law"),
      nothing: t("letter.nothing"),
      sign: t("letter.sign"),
    };
    await save.run({ name: "letter-delete-my-details.txt", text: letterOf(words, given) });
  }

  return (
    <span className="mt-2 block">
      <Button size="small" icon={MailX} busy={save.busy} onPress={() => void write()}>
        {t("activity.letter")}
      </Button>
      {typeof place === "string" && (
        <span role="status" className="mt-1 block text-note">
          {t("activity.letter_saved", { place })}
        </span>
      )}
      <Failure code={save.code} />
    </span>
  );
}
