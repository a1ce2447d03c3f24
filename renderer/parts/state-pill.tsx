import { Ban, CircleQuestionMark, Replace, TimerOff } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CredentialState } from "../../src/contract/views.ts";
import { useNow } from "../state/use-now.ts";
import { sayAge } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";
import { Pill } from "./pill.tsx";
import type { Tone } from "./tone.ts";

const LOOKS: {
  readonly [state in CredentialState]: {
    readonly tone: Tone;
    readonly key: "valid" | "suspended" | "revoked" | "replaced" | "expired" | "cannot_tell";
    readonly icon?: LucideIcon;
  };
} = {
  valid: { tone: "ok", key: "valid" },
  suspended: { tone: "off", key: "suspended" },
  revoked: { tone: "bad", key: "revoked", icon: Ban },
  replaced: { tone: "off", key: "replaced", icon: Replace },
  expired: { tone: "bad", key: "expired", icon: TimerOff },
  "cannot tell": { tone: "warn", key: "cannot_tell", icon: CircleQuestionMark },
};

/** From how many seconds before its end a certificate says so. */
const ENDS_SOON = 60 * 86_400;
/** A pill that is drawn anew each second would be restless. */
const A_MINUTE = 60;

export interface StatePillProps {
  readonly state: CredentialState;
  /** POSIX seconds; a valid one that ends within two months says when. */
  readonly expires?: number;
  /** POSIX seconds of the newest data behind the state; said where there is room. */
  readonly asOf?: number;
}

/** How a certificate stands, in the words and shapes that are the same everywhere. */
export function StatePill({ state, expires, asOf }: StatePillProps) {
  const { t } = useTranslation("parts");
  const locale = useIntlLocale();
  const now = useNow();
  if (state === "valid" && expires !== undefined && expires - now < ENDS_SOON) {
    return (
      <Pill tone="wait">{t("state.ends", { when: sayAge(Math.min(-A_MINUTE, now - expires), locale) })}</Pill>
    );
  }
  const { tone, key, icon } = LOOKS[state];
  const age = asOf === undefined ? undefined : sayAge(Math.max(A_MINUTE, now - asOf), locale, "short");
  const word = t(`state.${key}`);
  return (
    <Pill tone={tone} {...(icon !== undefined && { icon })}>
      {age === undefined ? word : t("state.as_of", { state: word, age })}
    </Pill>
  );
}
