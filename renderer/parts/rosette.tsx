import { useMemo } from "react";
import { ROSETTE_RADIUS, rosetteOf } from "./rosette-path.ts";

/** The ornament of 32 bytes (a commitment), in the colour of the text around it. */
export function Rosette(props: {
  readonly bytes: Uint8Array;
  /** Side in pixels. */
  readonly size: number;
  /** Of the lines, in pixels. */
  readonly stroke?: number;
  readonly className?: string;
}) {
  const { bytes, size, stroke = 0.8, className = "" } = props;
  const path = useMemo(() => rosetteOf(bytes).join(""), [bytes]);
  const side = 2 * ROSETTE_RADIUS;
  return (
    <svg
      aria-hidden
      width={size}
      height={size}
      viewBox={`${-ROSETTE_RADIUS} ${-ROSETTE_RADIUS} ${side} ${side}`}
      fill="none"
      stroke="currentColor"
      strokeWidth={(stroke * side) / size}
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      <path d={path} />
    </svg>
  );
}
