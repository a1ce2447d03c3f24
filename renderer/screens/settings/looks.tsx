import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { PreferencesView } from "../../../src/contract/calls/app.ts";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import { setPreferences } from "../../state/set-preferences.ts";
import { Card } from "../../parts/card.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Section } from "../../parts/section.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { Select } from "../../parts/select.tsx";
import { useApp } from "../../state/app-state.ts";
import { LANGUAGE_NAMES, LANGUAGES } from "../../../src/language/languages.ts";

type LanguageChoice = PreferencesView["language"];
type Theme = PreferencesView["theme"];

/** Language and colours; both take effect at once. */
export function Looks() {
  const { t } = useTranslation("settings");
  const preferences = useApp(({ app }) => app?.preferences);
  const [code, setCode] = useState<string>();

  async function set(wanted: ArgsOf<"app.set_preferences">): Promise<void> {
    setCode(undefined);
    setCode(await setPreferences(wanted));
  }

  return (
    <Section title={t("looks")}>
      <Card className="grid gap-5 p-5">
        <Select<LanguageChoice>
          label={t("language")}
          items={[
            { id: "system", label: t("language_system") },
            ...LANGUAGES.map((id) => ({ id, label: LANGUAGE_NAMES[id] })),
          ]}
          value={preferences?.language}
          onChange={(language) => void set({ language })}
        />
        <Segmented<Theme>
          label={t("theme")}
          items={[
            { id: "system", label: t("theme_system") },
            { id: "light", label: t("theme_light") },
            { id: "dark", label: t("theme_dark") },
          ]}
          value={preferences?.theme}
          onChange={(theme) => void set({ theme })}
        />
        <Failure code={code} tone="warn" />
      </Card>
    </Section>
  );
}
