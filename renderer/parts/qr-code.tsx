import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { qrPath } from "../../src/text/qr-path.ts";

/** A text as one QR code, dark on white in either theme; a sentence instead where it does not fit. */
export function QrCode(props: {
  readonly text: string;
  /** What it holds, for who cannot see it. */
  readonly label: string;
  /** Longest side in pixels. */
  readonly size?: number;
}) {
  const { text, label, size = 280 } = props;
  const { t } = useTranslation("parts");
  const code = useMemo(() => qrPath(text), [text]);
  if (code === undefined) return <p className="text-dim">{t("qr.too_long")}</p>;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      // A code is read whole or not at all: it is never higher than the window leaves it.
      style={{ width: `min(${size}px, max(220px, 100dvh - 390px))` }}
      className="h-auto max-w-full rounded-field border border-line bg-white forced-color-adjust-none"
    >
      <path d={code.path} fill="#000" />
    </svg>
  );
}
