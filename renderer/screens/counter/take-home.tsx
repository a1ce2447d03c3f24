import { ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLanguage } from "../../words/use-language.ts";

/** What the visitor takes home of a check: a file to be printed or sent. */
export function TakeHome({ check }: { readonly check: string }) {
  const { t } = useTranslation("counter");
  const language = useLanguage();
  const slip = useCall("counter.slip");
  const save = useCall("host.save_file");
  const place = save.value?.saved ?? undefined;

  async function make(): Promise<void> {
    save.reset();
    const made = await slip.run({ check, size: "A4", language: language === "de" ? "de" : "en" });
    if (made.ok) await save.run({ name: made.value.name, base64: made.value.pdf });
  }

  return (
    <div className="grid gap-2">
      <div>
        <Button icon={ScrollText} busy={slip.busy || save.busy} onPress={() => void make()}>
          {t("slip.make")}
        </Button>
      </div>
      <p role="status" className="text-note wrap-anywhere text-dim empty:hidden">
        {place !== undefined && t("slip.saved", { place })}
      </p>
      <Failure code={slip.code ?? save.code} />
    </div>
  );
}
