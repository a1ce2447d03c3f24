import { encodeQR } from "qr";

/** Light modules around a code, which scanners need. */
const QUIET = 4;

/** Modules of the code as a path of unit squares, joined along each line; undefined for what does not fit in one. */
export function qrPath(
  text: string,
  ecc: "low" | "medium" = "low",
): { readonly path: string; readonly size: number } | undefined {
  try {
    const modules = encodeQR(text, "raw", { ecc, border: QUIET });
    const runs = modules.flatMap((line, y) => {
      const out: string[] = [];
      for (let x = 0; x < line.length; x++) {
        if (line[x] !== true) continue;
        const start = x;
        while (line[x + 1] === true) x++;
        out.push(`M${start} ${y}h${x + 1 - start}v1h${start - x - 1}z`);
      }
      return out;
    });
    return { path: runs.join(""), size: modules.length };
  } catch {
    return undefined;
  }
}
