import { Pause, Play } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import { Failure } from "./failure.tsx";
import { QrCode } from "./qr-code.tsx";
import { Segmented } from "./segmented.tsx";
import { useFrames } from "./use-frames.ts";

/** Codes a second. */
const PACES = { slow: 4, medium: 7, fast: 10 } as const;
/** Bytes in each code: an old camera wants few, a good one is sooner through with many. */
const FINENESS = { coarse: 120, medium: 250, fine: 450 } as const;

type Pace = keyof typeof PACES;
type Fineness = keyof typeof FINENESS;

/**
 * A message too long for one code, as codes that follow one another for as long as they are looked at.
 * They move because they must, also where motion is reduced; they can be held still.
 */
export function MovingCode(props: { readonly text: string; readonly label: string; readonly size?: number }) {
  const { text, label, size = 420 } = props;
  const { t } = useTranslation("parts");
  const [pace, setPace] = useState<Pace>("medium");
  const [fineness, setFineness] = useState<Fineness>("medium");
  const [isHeld, setHeld] = useState(false);
  const [at, setAt] = useState(0);
  const { frame, parts, code } = useFrames(text, FINENESS[fineness], at);

  useEffect(() => {
    if (isHeld || parts <= 1) return undefined;
    const timer = setInterval(() => setAt((last) => last + 1), 1000 / PACES[pace]);
    return () => clearInterval(timer);
  }, [isHeld, pace, parts]);

  if (code !== undefined) return <Failure code={code} />;
  return (
    <div className="grid justify-items-center gap-4" data-moving-code>
      {frame !== undefined && <QrCode text={frame} label={label} size={size} />}
      {parts > 1 && (
        <>
          <p className="text-center text-note text-dim tabular-nums">
            {at < parts ? t("moving.part", { part: at + 1, of: parts }) : t("moving.again", { of: parts })}
          </p>
          <div className="flex flex-wrap items-end justify-center gap-4">
            <Segmented
              label={t("moving.pace")}
              items={(Object.keys(PACES) as Pace[]).map((id) => ({ id, label: t(`moving.${id}`) }))}
              value={pace}
              onChange={setPace}
            />
            <Segmented
              label={t("moving.fineness")}
              items={(Object.keys(FINENESS) as Fineness[]).map((id) => ({
                id,
                label: t(`moving.fine_${id}`),
              }))}
              value={fineness}
              onChange={(to) => {
                setFineness(to);
                setAt(0);
              }}
            />
            <Button icon={isHeld ? Play : Pause} onPress={() => setHeld(!isHeld)}>
              {t(isHeld ? "moving.go_on" : "moving.hold")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
