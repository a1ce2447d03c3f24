/** One closed curve and the angles (degrees) at which it is drawn again. */
export interface RosetteBand {
  readonly path: string;
  readonly turns: readonly number[];
}

/** Half the side of the square that a rosette is drawn in. */
export const ROSETTE_RADIUS = 100;

const POINTS = 288;

/** Inner and outer radius of each band; they overlap, so that the bands weave into one another. */
const BANDS: readonly (readonly [inner: number, outer: number])[] = [
  [58, 97],
  [38, 74],
  [22, 52],
];

/** What the bytes decide about one band. */
interface Shape {
  readonly petals: number;
  readonly overtone: number;
  readonly share: number;
  readonly phase: number;
  readonly strands: number;
  readonly tilt: number;
}

/** Ten bytes a band. */
function shapeOf(bytes: Uint8Array, band: number): Shape {
  const byte = (i: number): number => bytes[(band * 10 + i) % bytes.length] ?? 0;
  const petals = 7 + (byte(0) % 9) + 2 * (2 - band);
  return {
    petals,
    overtone: petals * (2 + (byte(1) % 2)) + (byte(2) % 5) - 2,
    share: 0.22 + (byte(3) / 255) * 0.24,
    phase: ((byte(4) * 256 + byte(5)) / 65_536) * 2 * Math.PI,
    strands: 5 + (byte(6) % 3),
    tilt: (byte(7) * 256 + byte(8) + byte(9)) % 360,
  };
}

function pathOf(shape: Shape, inner: number, outer: number): string {
  const middle = (inner + outer) / 2;
  const half = (outer - inner) / 2;
  const points: string[] = [];
  for (let i = 0; i < POINTS; i++) {
    const angle = (i / POINTS) * 2 * Math.PI;
    const wave =
      (1 - shape.share) * Math.cos(shape.petals * angle) +
      shape.share * Math.cos(shape.overtone * angle + shape.phase);
    const radius = middle + half * wave;
    points.push(`${(radius * Math.cos(angle)).toFixed(1)} ${(radius * Math.sin(angle)).toFixed(1)}`);
  }
  return `M${points.join("L")}Z`;
}

/**
 * A guilloche from 32 bytes: the same bytes give the same curves, others give others. An ornament and a
 * hint to the eye, never a check.
 */
export function rosetteOf(bytes: Uint8Array): readonly RosetteBand[] {
  return BANDS.map(([inner, outer], band) => {
    const shape = shapeOf(bytes, band);
    const step = 360 / (shape.petals * shape.strands);
    return {
      path: pathOf(shape, inner, outer),
      turns: Array.from({ length: shape.strands }, (_, i) => Number((shape.tilt + i * step).toFixed(2))),
    };
  });
}
