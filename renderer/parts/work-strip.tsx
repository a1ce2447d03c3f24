import { useTranslation } from "react-i18next";
import type { ProgressView } from "../../src/contract/events.ts";
import { client } from "../bridge/window-client.ts";
import { ProgressBar } from "./progress-bar.tsx";
import { useApp } from "../state/app-state.ts";

/** One long work, with its way to stop it. */
export function Work({ progress }: { readonly progress: ProgressView }) {
  const { t } = useTranslation("frame");
  const { work, done, total, secondsLeft, cancel } = progress;
  return (
    <ProgressBar
      label={t(`work.${work}`)}
      done={done}
      total={total}
      secondsLeft={secondsLeft}
      pauses={work === "bulk"}
      onCancel={cancel === undefined ? undefined : () => void client.call("app.cancel", { work: cancel })}
    />
  );
}

/**
 * Under the screen: long works that are under way, whichever screen is open. They begin and end by
 * themselves, and must not move what somebody is about to press.
 */
export function WorkStrip() {
  const { t } = useTranslation("frame");
  const works = useApp((state) => state.works);
  const under = Object.values(works);
  if (under.length === 0) return null;
  return (
    <section aria-label={t("work.label")} className="grid gap-2 border-t border-line bg-surface px-5 py-2.5">
      {under.map((progress) => (
        <Work key={progress.work} progress={progress} />
      ))}
    </section>
  );
}
