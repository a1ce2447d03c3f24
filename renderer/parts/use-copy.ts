import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../bridge/use-call.ts";
import { useEvent } from "../bridge/use-event.ts";
import { saySpan } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";

export interface Copying {
  readonly copy: (text: string) => Promise<boolean>;
  readonly busy: boolean;
  /** In words, until the next: that it was copied and for how long, then what became of it. */
  readonly said: string | undefined;
  /** Why it was not copied: give it to `Failure`. */
  readonly code: ReturnType<typeof useCall<"host.copy">>["code"];
  readonly reset: () => void;
}

/** Copies texts, and says plainly that they do not stay on the clipboard. */
export function useCopy(): Copying {
  const { t } = useTranslation("parts");
  const call = useCall("host.copy");
  const locale = useIntlLocale();
  const [left, setLeft] = useState<"cleared" | "changed" | "failed">();
  const stays = call.value?.stays;

  useEvent("clipboard.left", ({ outcome }) => {
    if (stays !== undefined) setLeft(outcome);
  });

  async function copy(text: string): Promise<boolean> {
    setLeft(undefined);
    return (await call.run({ text })).ok;
  }

  function say(): string | undefined {
    if (stays === undefined) return undefined;
    return left === undefined ? t("copy.stays", { span: saySpan(stays, locale) }) : t(`copy.${left}`);
  }

  return {
    copy,
    busy: call.busy,
    said: say(),
    code: call.code,
    reset: call.reset,
  };
}
