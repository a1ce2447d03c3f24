import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { IssueView } from "../../../src/contract/views.ts";
import { PassOn } from "../../parts/pass-on.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { fileNameOf } from "./file-name.ts";

/** What is handed to the holder; of several, to each their own, one after the other. */
export function Deliveries(props: {
  readonly issued: Pick<IssueView, "delivery" | "deliveries">;
  readonly subject: string;
}) {
  const { issued, subject } = props;
  const { delivery, deliveries } = issued;
  const { t } = useTranslation("office");
  const [at, setAt] = useState("0");
  const [passed, setPassed] = useState<ReadonlySet<string>>(new Set());
  const shown = deliveries?.[Number(at)]?.delivery ?? delivery;
  if (shown === undefined) return null;
  const number = Number(at) + 1;
  return (
    <div className="grid gap-4">
      {deliveries !== undefined && (
        <RadioGroup
          label={t("holders.for_whom")}
          items={deliveries.map(({ role }, i) => ({
            id: String(i),
            label: t("holders.number", { number: i + 1, role: t(`holders.role.${role}`) }),
            ...(passed.has(String(i)) && { hint: t("holders.passed") }),
          }))}
          value={at}
          onChange={setAt}
        />
      )}
      <PassOn
        key={at}
        text={shown}
        file={fileNameOf(t("file.delivery"), deliveries === undefined ? subject : `${subject} ${number}`)}
        label={t("issued.code")}
        isMain
        autoFocus
        onPassed={() => setPassed(new Set(passed).add(at))}
      />
    </div>
  );
}
