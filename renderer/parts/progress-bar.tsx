import { Pause, X } from "lucide-react";
import { ProgressBar as AriaProgressBar } from "react-aria-components/ProgressBar";
import { useTranslation } from "react-i18next";
import { sayNumber, saySpan } from "../words/format.ts";
import { useIntlLocale } from "../words/use-language.ts";
import { Button } from "./button.tsx";

export interface ProgressBarProps {
  /** What is being done. */
  readonly label: string;
  readonly done: number;
  /** 0 while it is not known yet. */
  readonly total: number;
  readonly secondsLeft?: number | undefined;
  readonly onCancel?: (() => void) | undefined;
  /** Stopping is a pause: whoever goes on later goes on from there. */
  readonly pauses?: boolean;
}

/** Long work in things done and time left, with a way to stop it. */
export function ProgressBar(props: ProgressBarProps) {
  const { label, done, total, secondsLeft, onCancel, pauses = false } = props;
  const { t } = useTranslation("parts");
  const locale = useIntlLocale();
  const isKnown = total > 0;
  const share = isKnown ? Math.min(100, (done / total) * 100) : 0;
  const counted = isKnown
    ? t("progress.of", { done: sayNumber(done, locale), total: sayNumber(total, locale) })
    : t("progress.so_far", { done: sayNumber(done, locale) });
  const left =
    secondsLeft === undefined
      ? undefined
      : t("progress.left", { span: saySpan(Math.max(1, secondsLeft), locale) });
  const said = left === undefined ? counted : `${counted} · ${left}`;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <AriaProgressBar
        aria-label={label}
        value={done}
        maxValue={isKnown ? total : 100}
        isIndeterminate={!isKnown}
        valueLabel={said}
        className="grid min-w-[min(100%,12rem)] flex-1 gap-1.5"
      >
        <div className="flex flex-wrap justify-between gap-x-4">
          <span className="font-semibold">{label}</span>
          <span className="text-note text-dim tabular-nums">{said}</span>
        </div>
        <div className="h-2 overflow-hidden rounded-pill bg-line forced:border">
          <div
            className={`h-full rounded-pill bg-accent transition-[width] duration-300 forced:bg-[Highlight] ${isKnown ? "" : "w-1/4 opacity-50"}`}
            style={isKnown ? { width: `${share}%` } : undefined}
          />
        </div>
      </AriaProgressBar>
      {onCancel !== undefined && (
        <Button
          icon={pauses ? Pause : X}
          size="small"
          onPress={onCancel}
          label={t(pauses ? "progress.pause_it" : "progress.stop_it", { label })}
        >
          {t(pauses ? "progress.pause" : "progress.stop")}
        </Button>
      )}
    </div>
  );
}
