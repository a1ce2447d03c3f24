import { FileDown, FileUp } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { RegistryView } from "../../../src/contract/views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

/** The own copy as one file for a stick, and such a file taken in. */
export function AsFile({ registry }: { readonly registry: RegistryView }) {
  const { t } = useTranslation("registry");
  const locale = useIntlLocale();
  const write = useCall("app.export_registry");
  const take = useCall("app.import_registry");
  const taken = take.value;
  return (
    <div className="mt-3 grid gap-2">
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          icon={FileDown}
          busy={write.busy}
          onPress={() => void write.run({ mode: registry.mode })}
        >
          {t("files.make")}
        </Button>
        <Button size="small" icon={FileUp} busy={take.busy} onPress={() => void take.run({})}>
          {t("files.take")}
        </Button>
      </div>
      {typeof write.value?.saved === "string" && (
        <Notice tone="ok" title={t("files.saved", { place: write.value.saved })} isLive />
      )}
      {taken !== undefined && taken !== null && taken.alarm === undefined && (
        <Notice tone="ok" title={t("files.taken", { height: sayNumber(taken.height, locale) })} isLive />
      )}
      <Failure code={taken?.alarm ?? write.code ?? take.code} />
    </div>
  );
}
