import { ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { paperLanguage } from "../../../src/paper/words.ts";
import { useSheets } from "../../bridge/use-sheets.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { SavedLine } from "../../parts/saved-line.tsx";
import { useLanguage } from "../../words/use-language.ts";

/** What the visitor takes home of a check: a file to be printed or sent. */
export function TakeHome({ check }: { readonly check: string }) {
  const { t } = useTranslation("counter");
  const language = useLanguage();
  const slip = useSheets("counter.slip");
  const wanted = { check, size: "A4", language: paperLanguage(language) } as const;
  return (
    <div className="grid gap-2">
      <div>
        <Button icon={ScrollText} busy={slip.busy} onPress={() => void slip.run(wanted)}>
          {t("slip.make")}
        </Button>
      </div>
      <SavedLine place={slip.place} />
      <Failure code={slip.code} />
    </div>
  );
}
