import { useMemo } from "react";
import { MovingCode } from "./moving-code.tsx";
import { QrCode } from "./qr-code.tsx";
import { qrPath } from "../../src/text/qr-path.ts";

/** Bytes of the largest code (ISO/IEC 18004, version 40, level L). */
const MOST_IN_CODE = 2953;

/** A message for a camera: one code where it fits into one, else codes that follow one another. */
export function MessageCode(props: {
  readonly text: string;
  readonly label: string;
  readonly size?: number;
}) {
  const { text } = props;
  const fits = useMemo(() => text.length <= MOST_IN_CODE && qrPath(text) !== undefined, [text]);
  return fits ? <QrCode {...props} /> : <MovingCode key={text} {...props} />;
}
