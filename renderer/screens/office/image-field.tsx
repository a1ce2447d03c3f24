import { ImageUp, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenedFile } from "../../../src/contract/calls/host.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useFileTaker } from "../../files/drop-target.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { FIELD_HINT, FIELD_LABEL } from "../../parts/field-style.ts";
import { Portrait } from "../../parts/portrait.tsx";
import { fitImage } from "./shrink-image.ts";

/** A picture, chosen or dropped; one that is too large is made smaller. */
export function ImageField(props: {
  readonly label: string;
  /** Whose picture it is. */
  readonly name: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
  readonly isRequired: boolean;
}) {
  const { label, name, value, onChange, error, isRequired } = props;
  const { t } = useTranslation("office");
  const id = useId();
  const open = useCall("host.open_file");
  const [said, setSaid] = useState<{ readonly code?: string; readonly isSmaller?: boolean }>({});

  async function take(file: OpenedFile): Promise<void> {
    const fitted = "image" in file ? await fitImage(file) : undefined;
    if (fitted === undefined) {
      setSaid({ code: "host.not_image" });
      return;
    }
    setSaid({ isSmaller: fitted.isSmaller });
    onChange(fitted.url);
  }

  useFileTaker((file) => {
    if (file.ok) void take(file.value);
    else setSaid({ code: file.code });
  });

  async function choose(): Promise<void> {
    setSaid({});
    const answer = await open.run({ as: "image" });
    if (answer.ok && answer.value !== null) await take(answer.value);
  }

  return (
    <div role="group" aria-labelledby={id} className="grid gap-1.5">
      <span id={id} className={FIELD_LABEL}>
        {label}
      </span>
      <span className={FIELD_HINT}>{t(isRequired ? "field.image_hint" : "field.image_optional")}</span>
      <div className="flex flex-wrap items-start gap-3">
        {value !== "" && <Portrait src={value} name={name === "" ? label : name} width={88} />}
        <div className="flex flex-wrap gap-2">
          <Button icon={ImageUp} busy={open.busy} onPress={() => void choose()}>
            {t(value === "" ? "field.image_choose" : "field.image_other")}
          </Button>
          {value !== "" && (
            <Button icon={Trash2} kind="quiet" onPress={() => onChange("")}>
              {t("field.image_remove")}
            </Button>
          )}
        </div>
      </div>
      {said.isSmaller === true && value !== "" && (
        <p role="status" className={FIELD_HINT}>
          {t("field.image_smaller")}
        </p>
      )}
      {error !== undefined && <p className="text-note text-bad">{error}</p>}
      <Failure code={said.code ?? open.code} />
    </div>
  );
}
