import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { HOLDER_ROLES, MAX_HOLDERS, type HolderRole } from "../../../src/credential/holders.ts";
import { Button } from "../../parts/button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { RequestStep } from "./request-step.tsx";

/** Who is to hold a certificate: the one whose request came first, and who holds it with them. */
export interface HeldTogether {
  readonly role: HolderRole;
  readonly others: readonly { readonly request: string; readonly role: HolderRole }[];
  /** Of several owners any one may agree to what takes its place. */
  readonly anyAgrees: boolean;
}

export const ALONE: HeldTogether = { role: "holder", others: [], anyAgrees: false };

/** As the office's calls take it. */
export function issuedTo({ role, others, anyAgrees }: HeldTogether, { consent }: OfficeTypeView) {
  return {
    ...(role === "holder" ? {} : { role }),
    ...(others.length === 0 ? {} : { others: others.map((one) => ({ ...one })) }),
    ...(consent && anyAgrees && others.length > 0 ? { need: 1 } : {}),
  };
}

export function useRoles() {
  const { t } = useTranslation("office");
  return HOLDER_ROLES.map((id) => ({ id, label: t(`holders.role.${id}`) }));
}

/** In what capacity each holds it, and whose request is added. While one is added there is nothing to sign. */
export function Holders(props: {
  readonly type: OfficeTypeView;
  /** The first one's, which nobody else may bring again. */
  readonly request: string;
  readonly value: HeldTogether;
  readonly onChange: (value: HeldTogether) => void;
  readonly isAdding: boolean;
  readonly onAdding: (isAdding: boolean) => void;
}) {
  const { type, request, value, onChange, isAdding, onAdding } = props;
  const { t } = useTranslation("office");
  const roles = useRoles();
  const [isTwice, setTwice] = useState(false);
  const { others } = value;

  function add(text: string): void {
    const isKnown = [request, ...others.map((one) => one.request)].some((one) => one.trim() === text.trim());
    setTwice(isKnown);
    if (isKnown) return;
    onChange({ ...value, others: [...others, { request: text, role: "holder" }] });
    onAdding(false);
  }

  function setRole(at: number, role: HolderRole): void {
    onChange({ ...value, others: others.map((one, i) => (i === at ? { ...one, role } : one)) });
  }

  if (isAdding) {
    return (
      <Section title={t("holders.add")}>
        <div className="grid gap-4">
          <p className="text-dim">{t("holders.add_means")}</p>
          <RequestStep types={[type]} onRequest={add} />
          {isTwice && <Notice tone="warn" title={t("holders.twice")} isLive />}
          <div className="flex justify-end">
            <Button onPress={() => onAdding(false)}>{t("step.back")}</Button>
          </div>
        </div>
      </Section>
    );
  }
  const adding = (
    <Button className="justify-self-start" size="small" icon={UserPlus} onPress={() => onAdding(true)}>
      {t("holders.add")}
    </Button>
  );
  return (
    <Section title={t("holders.title")}>
      <div className="grid gap-4 rounded-card border border-line bg-surface p-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <Segmented
            label={t("holders.first")}
            hideLabel={others.length === 0}
            items={roles}
            value={value.role}
            onChange={(role) => onChange({ ...value, role })}
          />
          {others.length === 0 && adding}
        </div>
        {others.map((one, at) => (
          <div key={one.request} className="flex flex-wrap items-end justify-between gap-3">
            <Segmented
              label={t("holders.other", { number: at + 2 })}
              items={roles}
              value={one.role}
              onChange={(role) => setRole(at, role)}
            />
            <Button
              size="small"
              icon={X}
              label={t("holders.remove_which", { number: at + 2 })}
              onPress={() => onChange({ ...value, others: others.filter((_, i) => i !== at) })}
            >
              {t("holders.remove")}
            </Button>
          </div>
        ))}
        {(value.role !== "holder" || others.some(({ role }) => role !== "holder")) && (
          <p className="text-note text-dim">{t("holders.role_means")}</p>
        )}
        {type.consent && others.length > 0 && (
          <Segmented
            label={t("holders.agree")}
            items={[
              { id: "all", label: t("holders.all") },
              { id: "any", label: t("holders.any") },
            ]}
            value={value.anyAgrees ? "any" : "all"}
            onChange={(id) => onChange({ ...value, anyAgrees: id === "any" })}
          />
        )}
        {others.length > 0 && others.length < MAX_HOLDERS - 1 && adding}
      </div>
    </Section>
  );
}
