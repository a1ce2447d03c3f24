/** Half the side of the square that a rosette is drawn in. */
export const ROSETTE_RADIUS = 100;

const POINTS = 240;
const TURN = 2 * Math.PI;

/** Bytes that decide about one band. */
const BAND_BYTES = 11;

/** What the bytes say of one band of strands. */
interface Band {
  readonly inner: number;
  readonly outer: number;
  readonly petals: number;
  /** A second wave, near twice the petals, moves along from strand to strand: that is what weaves. */
  readonly wave: number;
  readonly share: number;
  readonly phase: number;
  readonly drift: number;
  /** A third, fine one. */
  readonly ripple: number;
  readonly ripplePhase: number;
  readonly strands: number;
  readonly tilt: number;
}

function bandOf(bytes: Uint8Array, band: number): Band {
  const byte = (i: number): number => bytes[band * BAND_BYTES + i] ?? 0;
  const part = (i: number): number => byte(i) / 256;
  const petals = 6 + (byte(0) % 9);
  return {
    inner: (band === 0 ? 30 : 18) + 12 * part(1),
    outer: band === 0 ? 98 : 58 + 14 * part(10),
    petals,
    wave: 2 * petals - 3 + (byte(2) % 7),
    share: 0.24 + 0.3 * part(3),
    phase: part(4) * TURN,
    drift: 0.22 + 0.5 * part(5),
    ripple: (3 + (byte(6) % 4)) * petals,
    ripplePhase: part(7) * TURN,
    strands: 6 + (byte(8) % 4),
    tilt: part(9) * TURN,
  };
}

function strandOf(band: Band, strand: number): string {
  const middle = (band.inner + band.outer) / 2;
  const half = (band.outer - band.inner) / 2;
  const tilt = band.tilt + (strand / band.strands) * (TURN / band.petals);
  const points = Array.from({ length: POINTS }, (_, i) => {
    const angle = (i / POINTS) * TURN;
    const height =
      (1 - band.share) * Math.cos(band.petals * angle) +
      0.8 * band.share * Math.cos(band.wave * angle + band.phase + strand * band.drift) +
      0.2 * band.share * Math.cos(band.ripple * angle + band.ripplePhase);
    const radius = middle + half * height;
    return `${(radius * Math.cos(angle + tilt)).toFixed(1)} ${(radius * Math.sin(angle + tilt)).toFixed(1)}`;
  });
  return `M${points.join("L")}Z`;
}

/**
 * A guilloche from 32 bytes, as closed paths around the middle: the same bytes give the same curves,
 * others give others. An ornament and a hint to the eye, never a check.
 */
export function rosetteOf(bytes: Uint8Array): readonly string[] {
  return [0, 1].flatMap((index) => {
    const band = bandOf(bytes, index);
    return Array.from({ length: band.strands }, (_, strand) => strandOf(band, strand));
  });
}
