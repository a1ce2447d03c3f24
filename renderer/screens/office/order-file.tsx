import { FileText } from "lucide-react";
import { useId, useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import { useRawFileTaker } from "../../files/drop-target.ts";
import { type Fingerprint, fingerprintOf } from "../../files/fingerprint.ts";
import { Button } from "../../parts/button.tsx";
import { FIELD_HINT, FIELD_LABEL } from "../../parts/field-style.ts";
import { sayNumber } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";
import { HashLines } from "./hash-lines.tsx";

/** The document that stands for the owner's consent: chosen or dropped, and read here only. */
export function OrderFile(props: {
  readonly label: string;
  readonly hint?: string;
  readonly choose: string;
  readonly value: Fingerprint | undefined;
  readonly onChange: (document: Fingerprint) => void;
  /** Nothing was chosen, though it is time. */
  readonly isMissing?: boolean;
}) {
  const { label, hint, choose, value, onChange, isMissing = false } = props;
  const { t } = useTranslation("office");
  const locale = useIntlLocale();
  const id = useId();
  const [trouble, setTrouble] = useState<"too_large" | "unreadable">();

  async function take(file: File): Promise<void> {
    const made = await fingerprintOf(file);
    if (typeof made === "string") return setTrouble(made);
    setTrouble(undefined);
    onChange(made);
  }
  useRawFileTaker((file) => void take(file));

  const error = trouble ?? (isMissing && value === undefined ? "missing" : undefined);
  return (
    <div role="group" aria-labelledby={id} className="grid justify-items-start gap-1.5">
      <span id={id} className={FIELD_LABEL}>
        {label}
      </span>
      {hint !== undefined && <span className={FIELD_HINT}>{hint}</span>}
      <FileTrigger onSelect={(files) => files?.[0] !== undefined && void take(files[0])}>
        <Button icon={FileText}>{value === undefined ? choose : t("order.other")}</Button>
      </FileTrigger>
      {value !== undefined && (
        <div role="status" className="grid gap-1 text-note">
          <bdi className="font-semibold wrap-anywhere">
            {t("order.size", { name: value.name, size: sayNumber(Math.ceil(value.size / 1000), locale) })}
          </bdi>
          <HashLines label={t("order.fingerprint")} hash={value.hash} />
        </div>
      )}
      {error !== undefined && (
        <p role="alert" className="text-note text-bad">
          {t(`order.${error}`)}
        </p>
      )}
    </div>
  );
}
