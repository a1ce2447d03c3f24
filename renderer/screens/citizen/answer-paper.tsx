import { Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { paperLanguage } from "../../../src/paper/words.ts";
import { useSheets } from "../../bridge/use-sheets.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { SavedLine } from "../../parts/saved-line.tsx";
import { Section } from "../../parts/section.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { SheetPreview } from "../../parts/sheet-preview.tsx";
import { useSecondsUntil } from "../../state/use-now.ts";
import { useLanguage } from "../../words/use-language.ts";

type Wanted = ArgsOf<"paper.answer">;
type Size = Wanted["size"];

/** Seconds that are left to who goes home for a sheet of paper. */
const AN_HOUR = 3600;

/** The answer to an appointment as sheets, for who brings no machine to the counter. */
export function AnswerPaper(props: {
  readonly answer: Pick<Wanted, "request" | "response" | "answers">;
  readonly expires: number;
  readonly onPassed: () => void;
}) {
  const { answer, expires, onPassed } = props;
  const { t } = useTranslation("citizen");
  const language = useLanguage();
  const left = useSecondsUntil(expires);
  const [isAppointment] = useState(left > AN_HOUR);
  const [size, setSize] = useState<Size>("A4");
  const sheets = useSheets("paper.answer");
  const { made } = sheets;
  if (!isAppointment) return null;

  async function print(): Promise<void> {
    if (await sheets.run({ ...answer, size, language: paperLanguage(language) })) onPassed();
  }

  return (
    <Section title={t("answer.paper")}>
      <div className="grid gap-4">
        <p className="text-dim">{t("answer.paper_means")}</p>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
          <Segmented<Size>
            label={t("print.size")}
            items={(["A4", "Letter"] as const).map((id) => ({ id, label: t(`print.size_${id}`) }))}
            value={size}
            onChange={(id) => {
              setSize(id);
              sheets.reset();
            }}
          />
          <Button icon={Printer} busy={sheets.busy} onPress={() => void print()}>
            {t("print.make")}
          </Button>
        </div>
        <SavedLine place={sheets.place} say={(place) => t("print.saved", { place })} />
        <Failure code={sheets.code} />
        {made !== undefined && (
          <>
            <p className="text-note text-dim">
              {t("print.codes", { codes: made.codes, sheets: made.sheets.length })}
            </p>
            <SheetPreview sheets={made.sheets} />
          </>
        )}
      </div>
    </Section>
  );
}
