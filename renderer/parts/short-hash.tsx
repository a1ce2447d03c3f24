import { hashDigits } from "./hash-digits.ts";

/** A hint to the eye beside a rosette; never enough to tell two things apart by. */
export function ShortHash({ hash }: { readonly hash: string }) {
  return (
    <span dir="ltr" className="font-mono text-[0.8rem] whitespace-nowrap text-dim">
      {hashDigits(hash)}
    </span>
  );
}
