import { ArrowRight, Ban, Inbox, ScanLine, Search, Send } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../parts/button.tsx";
import { ButtonLink } from "../../parts/button-link.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { PassphraseField } from "../../parts/passphrase-field.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { Section } from "../../parts/section.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { Select } from "../../parts/select.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { hrefOf } from "../../router/routes.ts";

export function Buttons() {
  const { t } = useTranslation("gallery");
  const press = () => sayInPassing(t("work.saved"));
  return (
    <Section title={t("buttons.title")}>
      <div className="flex flex-wrap items-center gap-3">
        <Button kind="primary" icon={Send} onPress={press}>
          {t("buttons.primary")}
        </Button>
        <Button icon={Inbox} onPress={press}>
          {t("buttons.plain")}
        </Button>
        <Button kind="quiet" onPress={press}>
          {t("buttons.quiet")}
        </Button>
        <Button kind="danger" icon={Ban} onPress={press}>
          {t("buttons.danger")}
        </Button>
        <Button kind="primary" busy>
          {t("buttons.busy")}
        </Button>
        <Button icon={Send} isDisabled>
          {t("buttons.disabled")}
        </Button>
        <Button size="small" icon={ScanLine} onPress={press}>
          {t("buttons.small")}
        </Button>
        <Button kind="primary" keys="Enter" onPress={press}>
          {t("buttons.keys")}
        </Button>
        <ButtonLink href={hrefOf("settings")} icon={ArrowRight}>
          {t("buttons.link")}
        </ButtonLink>
        <Button kind="primary" size="big" icon={Send} onPress={press}>
          {t("buttons.big")}
        </Button>
      </div>
    </Section>
  );
}

function TextFields() {
  const { t } = useTranslation("gallery");
  const [name, setName] = useState(t("fields.name_value"));
  const [search, setSearch] = useState(t("fields.search_value"));
  const [wrong, setWrong] = useState("12 3");
  const [note, setNote] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [old, setOld] = useState("");
  return (
    <div className="grid content-start gap-5">
      <TextField
        label={t("fields.name")}
        hint={t("fields.name_hint")}
        value={name}
        onChange={setName}
        isRequired
      />
      <TextField label={t("fields.search")} type="search" icon={Search} value={search} onChange={setSearch} />
      <TextField
        label={t("fields.wrong")}
        value={wrong}
        onChange={setWrong}
        error={wrong === "12 3" ? t("fields.wrong_error") : undefined}
      />
      <TextField label={t("fields.locked")} value="C 0412/1991" onChange={() => undefined} isDisabled />
      <TextField label={t("fields.note")} rows={3} mono value={note} onChange={setNote} />
      <PassphraseField label={t("fields.passphrase")} value={passphrase} onChange={setPassphrase} isNew />
      <PassphraseField
        label={t("fields.old_passphrase")}
        value={old}
        onChange={setOld}
        error={t("fields.old_error")}
      />
    </div>
  );
}

type Kind = "id" | "title" | "licence";
type Mode = "light" | "full";
type Colours = "system" | "day" | "night";

function Choices() {
  const { t } = useTranslation("gallery");
  const [kind, setKind] = useState<Kind>();
  const [chosen, setChosen] = useState<Kind>("title");
  const [agreed, setAgreed] = useState(true);
  const [all, setAll] = useState(false);
  const [mode, setMode] = useState<Mode>("light");
  const [colours, setColours] = useState<Colours>("system");
  const kinds = [
    { id: "id", label: t("fields.id_card"), hint: t("fields.id_card_hint") },
    { id: "title", label: t("fields.title_deed") },
    { id: "licence", label: t("fields.licence") },
  ] as const;
  return (
    <div className="grid content-start gap-5">
      <Select<Kind> label={t("fields.select")} items={kinds} value={chosen} onChange={setChosen} />
      <Select<Kind>
        label={t("fields.select")}
        placeholder={t("fields.select_none")}
        items={kinds}
        value={kind}
        onChange={setKind}
        error={kind === undefined ? t("fields.select_error") : undefined}
      />
      <div className="grid gap-2">
        <Checkbox isSelected={agreed} onChange={setAgreed}>
          {t("fields.agree")}
          <span className="block text-small text-dim">{t("fields.agree_hint")}</span>
        </Checkbox>
        <Checkbox isSelected={all} onChange={setAll} isIndeterminate={!all}>
          {t("fields.all")}
        </Checkbox>
        <Checkbox isSelected={false} onChange={() => undefined} isDisabled>
          {t("fields.never")}
        </Checkbox>
      </div>
      <RadioGroup<Mode>
        label={t("fields.mode")}
        items={[
          { id: "light", label: t("fields.light"), hint: t("fields.light_hint") },
          { id: "full", label: t("fields.full"), hint: t("fields.full_hint") },
        ]}
        value={mode}
        onChange={setMode}
      />
      <Segmented<Colours>
        label={t("fields.theme")}
        items={[
          { id: "system", label: t("fields.system") },
          { id: "day", label: t("fields.day") },
          { id: "night", label: t("fields.night") },
        ]}
        value={colours}
        onChange={setColours}
      />
    </div>
  );
}

export function Fields() {
  const { t } = useTranslation("gallery");
  return (
    <Section title={t("fields.title")}>
      <div className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        <TextFields />
        <Choices />
      </div>
    </Section>
  );
}
