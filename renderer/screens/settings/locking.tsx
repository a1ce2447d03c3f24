import { Lock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { setPreferences } from "../../state/set-preferences.ts";
import { lockWallet } from "../../state/lock.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { Card } from "../../parts/card.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Section } from "../../parts/section.tsx";
import { Select } from "../../parts/select.tsx";
import { useApp } from "../../state/app-state.ts";
import { saySpan } from "../../words/format.ts";
import { useIntlLocale } from "../../words/use-language.ts";

/** Minutes to choose from; 0 is never. */
const MINUTES = [1, 2, 5, 10, 15, 30, 60, 120, 0];

/** When the wallet closes: at once, or by itself. */
export function Locking() {
  const { t } = useTranslation("settings");
  const locale = useIntlLocale();
  const minutes = useApp(({ app }) => app?.preferences.autoLockMinutes);
  const isHidden = useApp(({ app }) => app?.preferences.hideFromCapture === true);
  const canHide = useApp(({ app }) => app?.canHide === true);
  const [code, setCode] = useState<string>();
  const known = minutes === undefined || MINUTES.includes(minutes) ? MINUTES : [minutes, ...MINUTES];

  async function set(wanted: ArgsOf<"app.set_preferences">): Promise<void> {
    setCode(undefined);
    setCode(await setPreferences(wanted));
  }

  return (
    <Section title={t("lock.title")}>
      <Card className="grid gap-5 p-5">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-dim">{t("lock.means")}</p>
          <Button icon={Lock} keys="Ctrl+L" onPress={() => void lockWallet()}>
            {t("lock.now")}
          </Button>
        </div>
        <Select<string>
          label={t("lock.auto")}
          hint={t("lock.auto_hint")}
          items={known.map((each) => ({
            id: String(each),
            label: each === 0 ? t("lock.never") : saySpan(each * 60, locale),
          }))}
          value={minutes === undefined ? undefined : String(minutes)}
          onChange={(chosen) => void set({ autoLockMinutes: Number(chosen) })}
        />
        {canHide && (
          <Checkbox isSelected={isHidden} onChange={(hideFromCapture) => void set({ hideFromCapture })}>
            <span className="font-semibold">{t("lock.hide")}</span>
            <span className="block text-note text-dim">{t("lock.hide_hint")}</span>
          </Checkbox>
        )}
        <Failure code={code} tone="warn" />
      </Card>
    </Section>
  );
}
