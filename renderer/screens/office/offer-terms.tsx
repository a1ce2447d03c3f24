import { ArrowRight } from "lucide-react";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { HolderRole } from "../../../src/credential/holders.ts";
import { Button } from "../../parts/button.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { RadioGroup } from "../../parts/radio-group.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { useRoles } from "./holders.tsx";

const DAY = 86_400;
/** How long an offer may wait, in seconds, by name. */
export const WAITS = { day: DAY, week: 7 * DAY, month: 30 * DAY, year: 365 * DAY } as const;

export interface Terms {
  readonly type: string | undefined;
  /** `copies`: single-use copies, which are SD-JWT VCs. */
  readonly format: "dc+sd-jwt" | "mso_mdoc" | "copies";
  readonly role: HolderRole;
  readonly waits: keyof typeof WAITS;
  readonly withCode: boolean;
}

/** What is offered, in which form, for how long, and with which safeguard. */
export function OfferTerms(props: {
  readonly types: readonly OfficeTypeView[];
  readonly terms: Terms;
  readonly onChange: (terms: Terms) => void;
  readonly onDone: () => void;
}) {
  const { types, terms, onChange, onDone } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const roles = useRoles();

  const plain = terms.format === "copies" ? "dc+sd-jwt" : terms.format;
  // Two officers sign for each, which copies have no place for.
  const mayBeCopies = (type: string | undefined): boolean =>
    types.some(({ id, approvals }) => id === type && approvals === 1);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (terms.type !== undefined) onDone();
  }

  return (
    <form onSubmit={submit} className="grid gap-6">
      <RadioGroup
        label={t("issue.type")}
        value={terms.type}
        onChange={(type) => onChange({ ...terms, type, format: mayBeCopies(type) ? terms.format : plain })}
        items={types.map(({ id, name, approvals }) => ({
          id,
          label: say(name),
          ...(approvals > 1 && { hint: t("offers.two") }),
        }))}
      />
      <RadioGroup
        label={t("offers.format")}
        value={terms.format}
        onChange={(format) => onChange({ ...terms, format })}
        items={[
          { id: "dc+sd-jwt", label: t("offers.sd_jwt"), hint: t("offers.sd_jwt_hint") },
          { id: "mso_mdoc", label: t("offers.mdoc"), hint: t("offers.mdoc_hint") },
          ...(mayBeCopies(terms.type)
            ? [{ id: "copies" as const, label: t("copies.title"), hint: t("copies.offer_hint") }]
            : []),
        ]}
      />
      {terms.format === "dc+sd-jwt" && (
        <Segmented
          label={t("holders.collected_as")}
          items={roles}
          value={terms.role}
          onChange={(role) => onChange({ ...terms, role })}
        />
      )}
      <Segmented
        label={t("offers.waits")}
        value={terms.waits}
        onChange={(waits) => onChange({ ...terms, waits })}
        items={(["day", "week", "month", "year"] as const).map((id) => ({
          id,
          label: t(`offers.wait.${id}`),
        }))}
      />
      <p className="-mt-3 text-note text-dim">{t("offers.waits_hint")}</p>
      <Checkbox isSelected={terms.withCode} onChange={(withCode) => onChange({ ...terms, withCode })}>
        {t("offers.with_code")}
        <span className="block text-note text-dim">{t("offers.with_code_hint")}</span>
      </Checkbox>
      <div className="flex justify-end">
        <Button type="submit" kind="primary" icon={ArrowRight} isDisabled={terms.type === undefined}>
          {t("offers.fill")}
        </Button>
      </div>
    </form>
  );
}
