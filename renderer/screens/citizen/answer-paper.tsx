import { Printer } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
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
  const make = useCall("paper.answer");
  const save = useCall("host.save_file");
  const place = save.value?.saved ?? undefined;
  if (!isAppointment) return null;

  async function print(): Promise<void> {
    save.reset();
    const made = await make.run({ ...answer, size, language: language === "de" ? "de" : "en" });
    if (!made.ok) return;
    const saved = await save.run({ name: made.value.name, base64: made.value.pdf });
    if (saved.ok && saved.value.saved !== null) onPassed();
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
              make.reset();
              save.reset();
            }}
          />
          <Button icon={Printer} busy={make.busy || save.busy} onPress={() => void print()}>
            {t("print.make")}
          </Button>
        </div>
        <p role="status" className="text-note wrap-anywhere text-dim empty:hidden">
          {place !== undefined && t("print.saved", { place })}
        </p>
        <Failure code={make.code ?? save.code} />
        {make.value !== undefined && (
          <>
            <p className="text-note text-dim">
              {t("print.codes", { codes: make.value.codes, sheets: make.value.sheets.length })}
            </p>
            <SheetPreview sheets={make.value.sheets} />
          </>
        )}
      </div>
    </Section>
  );
}
