import { Rosette } from "./rosette.tsx";

/** The program's own mark is a rosette too: of the bytes 0 to 31, each times 109. */
const MARK = Uint8Array.from({ length: 32 }, (_, i) => (i * 109) % 256);

/** Never translated: it is a name. */
export const PROGRAM = "Sealfolio";

export function Brand({ size = "normal" }: { readonly size?: "normal" | "large" }) {
  const isLarge = size === "large";
  return (
    <span
      className={`flex items-center font-serif font-semibold ${isLarge ? "gap-4 text-title" : "gap-2.5 text-[1.3rem]"}`}
    >
      <span className="text-accent">
        <Rosette bytes={MARK} size={isLarge ? 60 : 32} stroke={isLarge ? 0.7 : 0.6} />
      </span>
      {PROGRAM}
    </span>
  );
}
