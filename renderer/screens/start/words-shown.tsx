import { ArrowRight, Clock, Download } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { ConfirmDialog } from "../../parts/confirm-dialog.tsx";
import { Failure } from "../../parts/failure.tsx";

function SaveWords({ words }: { readonly words: readonly string[] }) {
  const { t } = useTranslation("start");
  const save = useCall("host.save_file");
  const [isAsking, setAsking] = useState(false);

  async function write(): Promise<void> {
    const text = `${t("words.file_head")}\n\n${words.map((word, i) => `${i + 1}. ${word}`).join("\n")}\n`;
    const answer = await save.run({ name: "sealfolio-recovery-words.txt", text });
    if (answer.ok) setAsking(false);
  }

  return (
    <>
      <Button icon={Download} onPress={() => setAsking(true)}>
        {t("words.save")}
      </Button>
      <ConfirmDialog
        title={t("words.save_question")}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => void write()}
        confirm={t("words.save_do")}
        icon={Download}
        isDanger
        busy={save.busy}
      >
        {t("words.save_means")}
        <Failure code={save.code} className="mt-3" />
      </ConfirmDialog>
      {typeof save.value?.saved === "string" && (
        <p role="status" className="w-full text-note text-dim">
          {t("words.saved", { place: save.value.saved })}
        </p>
      )}
    </>
  );
}

/** All 24, in the order in which they are to be written down. */
export function WordsShown(props: {
  readonly words: readonly string[];
  readonly onNext: () => void;
  readonly onLater: () => void;
}) {
  const { words, onNext, onLater } = props;
  const { t } = useTranslation("start");
  return (
    <div className="grid gap-5">
      <ul className="grid list-disc gap-1 ps-5 text-dim">
        <li>{t("words.paper")}</li>
        <li>{t("words.nobody")}</li>
        <li>{t("words.once")}</li>
      </ul>
      <ol
        aria-label={t("words.list")}
        dir="ltr"
        lang="en"
        className="grid grid-flow-col grid-cols-3 grid-rows-8 gap-x-3 gap-y-2 rounded-note border border-line bg-paper px-4 py-4 max-sm:grid-cols-2 max-sm:grid-rows-12"
      >
        {words.map((word, i) => (
          <li key={`${i} ${word}`} className="flex min-w-0 items-baseline gap-2.5">
            <span aria-hidden className="w-6 shrink-0 text-end text-small text-off tabular-nums">
              {i + 1}
            </span>
            <span className="font-mono font-medium select-text">{word}</span>
          </li>
        ))}
      </ol>
      <p className="-mt-3 text-small text-dim">{t("words.english")}</p>
      <div className="flex flex-wrap items-center justify-end gap-3">
        <SaveWords words={words} />
        <Button icon={Clock} onPress={onLater}>
          {t("words.later")}
        </Button>
        <Button kind="primary" icon={ArrowRight} autoFocus onPress={onNext}>
          {t("words.next")}
        </Button>
      </div>
    </div>
  );
}
