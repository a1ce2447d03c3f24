import { type LucideIcon, TriangleAlert } from "lucide-react";
import { type ReactNode, type SubmitEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { fromBase64UrlOf } from "../../../src/bytes/base64.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { Button } from "../../parts/button.tsx";
import { TONE_TEXTS, toneOf } from "../../parts/certificate-tone.ts";
import { Icon } from "../../parts/icon.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Rosette } from "../../parts/rosette.tsx";
import { useApp } from "../../state/app-state.ts";
import { useNow } from "../../state/use-now.ts";
import { sayDate } from "../../words/format.ts";
import { useIntlLocale, useSayList } from "../../words/use-language.ts";
import { useEnter } from "../../state/use-enter.ts";
import { ClaimList } from "./claim-list.tsx";
import { valueAt } from "./draft.ts";
import { DuplicateNotice } from "./duplicate-notice.tsx";
import { subjectOf } from "./subject.ts";
import { useDuplicate } from "./use-duplicate.ts";

function claimsOf(type: OfficeTypeView, claims: JsonObject): readonly ClaimView[] {
  return type.claims.flatMap(({ path, label, kind }) => {
    const value = valueAt(claims, path);
    return value === undefined ? [] : [{ path, label, kind, value }];
  });
}

const NO_BYTES = new Uint8Array(32);

/** The certificate as it will be, before it is signed. */
export function Look(props: {
  readonly type: OfficeTypeView;
  readonly claims: JsonObject;
  /** Seconds; the longest if left out. */
  readonly validFor: number | undefined;
  /** What it takes the place of. */
  readonly replaces?: { readonly commitment: string; readonly claims: readonly ClaimView[] };
  readonly act: string;
  readonly icon: LucideIcon;
  readonly busy: boolean;
  readonly onAct: () => void;
  readonly onBack: () => void;
  /** How it went so far. */
  readonly children?: ReactNode;
}) {
  const { type, claims, validFor, replaces, act, icon, busy, onAct, onBack, children } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const sayAll = useSayList();
  const locale = useIntlLocale();
  const office = useApp(({ wallet }) => wallet?.office);
  const duplicate = useDuplicate(type, claims, replaces?.commitment);
  const { tone, icon: drawing } = toneOf(type.id);
  const shown = claimsOf(type, claims);
  const subject = subjectOf(claims, type);
  const old = replaces?.commitment;
  const bytes = useMemo(() => (old === undefined ? NO_BYTES : fromBase64UrlOf(old, 32)), [old]);
  const derived = type.claims.filter((claim) => claim.derived).map(({ label }) => say(label));
  const now = useNow();
  const expires = now + (validFor ?? type.validity);
  const isHeld = duplicate?.state === "held";

  // What the registry is known to refuse is signed by a deliberate press only.
  useEnter(onAct, !busy && !isHeld);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (!busy) onAct();
  }

  return (
    <form onSubmit={submit} className="grid gap-4">
      <article
        className={`relative isolate overflow-hidden rounded-card border border-line bg-surface px-5 pt-5 pb-4 shadow-soft ${TONE_TEXTS[tone]}`}
      >
        <div aria-hidden className="absolute inset-x-0 top-0 h-[5px] bg-current forced:bg-[CanvasText]" />
        {old !== undefined && (
          <div aria-hidden className="absolute -end-12 -top-10 -z-10 opacity-20">
            <Rosette bytes={bytes} size={220} />
          </div>
        )}
        <p className="flex items-center gap-2 text-note font-semibold">
          <Icon of={drawing} size={17} />
          {say(type.name)}
        </p>
        <h2 className="mt-2 font-serif text-name font-semibold text-ink wrap-anywhere">{subject}</h2>
        <p className="mt-1 text-note text-dim">
          {t("look.by", { office: say(office?.name, office?.id ?? ""), date: sayDate(expires, locale) })}
        </p>
      </article>
      <ClaimList
        label={t("look.claims")}
        claims={shown}
        name={subject}
        {...(replaces !== undefined && {
          before: replaces.claims.filter(
            ({ path }) => !type.claims.some((claim) => claim.derived && claim.path.join() === path.join()),
          ),
        })}
      />
      {derived.length > 0 && (
        <p className="text-note text-dim">{t("look.derived", { claims: sayAll(derived) })}</p>
      )}
      <DuplicateNotice duplicate={duplicate} type={type} />
      {children}
      <div className="flex flex-wrap justify-end gap-3">
        <Button onPress={onBack} isDisabled={busy}>
          {t("step.change")}
        </Button>
        <Button
          type="submit"
          kind={isHeld ? "danger" : "primary"}
          icon={isHeld ? TriangleAlert : icon}
          busy={busy}
        >
          {isHeld ? t("look.despite", { act }) : act}
        </Button>
      </div>
    </form>
  );
}
