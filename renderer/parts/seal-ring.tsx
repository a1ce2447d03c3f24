import { useTranslation } from "react-i18next";

const RADIUS = 8;
/** Twelve o'clock. */
const START = -Math.PI / 2;

export interface SealRingProps {
  /** One for each authority, true if it cosigned. */
  readonly cosigned: readonly boolean[];
  readonly size?: number;
  /** Words beside it say the same: then it is an ornament. */
  readonly isOrnament?: boolean;
}

/** A ring of dots, one an authority, filled for each that cosigned. */
export function SealRing({ cosigned, size = 18, isOrnament = false }: SealRingProps) {
  const { t } = useTranslation("parts");
  const count = cosigned.filter(Boolean).length;
  const dot = cosigned.length > 8 ? 1.6 : 2.3;
  const label = t("seal.agree", { of: cosigned.length, count });
  return (
    <svg
      width={size}
      height={size}
      viewBox="-11 -11 22 22"
      className="shrink-0 text-ok"
      {...(isOrnament ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      {cosigned.map((isFilled, i) => {
        const angle = START + (i / cosigned.length) * 2 * Math.PI;
        const [x, y] = [RADIUS * Math.cos(angle), RADIUS * Math.sin(angle)];
        const at = { cx: x.toFixed(2), cy: y.toFixed(2) };
        return isFilled ? (
          <circle key={`${x} ${y}`} {...at} r={dot} fill="currentColor" />
        ) : (
          <circle
            key={`${x} ${y}`}
            {...at}
            r={dot - 0.4}
            fill="none"
            className="stroke-edge forced:stroke-[GrayText]"
            strokeWidth={0.9}
          />
        );
      })}
    </svg>
  );
}
