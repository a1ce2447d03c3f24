import { Globe, Landmark } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Names } from "../../../src/contract/receive-views.ts";
import { Icon } from "../../parts/icon.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { hostOf } from "./issuer-words.ts";

/** Who gives, by its own word and by its address; beside it how that is known. */
export function IssuerCard(props: {
  readonly issuer: string;
  /** What it calls itself. */
  readonly names: Names;
  /** Who signed, as the registry or an anchor has it. */
  readonly signedBy?: Names | undefined;
  readonly children?: ReactNode;
}) {
  const { issuer, names, signedBy, children } = props;
  const { t } = useTranslation("citizen");
  const say = useLangText();
  const isProven = signedBy !== undefined;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 rounded-card border border-line bg-surface px-4.5 py-4 shadow-soft">
      <Icon of={isProven ? Landmark : Globe} size={28} />
      <div className="min-w-[min(100%,14rem)] flex-1">
        <p className="font-semibold">
          <bdi>{isProven ? say(signedBy) : say(names, hostOf(issuer))}</bdi>
        </p>
        <p className="text-note text-dim">
          {t("issuer.at")}{" "}
          <code dir="ltr" className="font-mono text-small wrap-anywhere">
            {hostOf(issuer)}
          </code>
        </p>
      </div>
      {children}
    </div>
  );
}
