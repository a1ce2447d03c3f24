import { Rosette } from "../parts/rosette.tsx";

/** The program's own mark is a rosette too: of the bytes 0 to 31, each times 37. */
const MARK = Uint8Array.from({ length: 32 }, (_, i) => (i * 37) % 256);

/** Never translated: it is a name. */
export const PROGRAM = "Sealfolio";

export function Brand({ size = "normal" }: { readonly size?: "normal" | "large" }) {
  const isLarge = size === "large";
  return (
    <span
      className={`flex items-center font-serif font-semibold ${isLarge ? "gap-4 text-title" : "gap-2.5 text-[1.3rem]"}`}
    >
      <span className="text-accent">
        <Rosette bytes={MARK} size={isLarge ? 56 : 30} stroke={isLarge ? 0.9 : 0.75} />
      </span>
      {PROGRAM}
    </span>
  );
}
