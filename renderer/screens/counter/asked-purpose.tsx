import type { PurposeView } from "../../../src/contract/views.ts";
import { LangText } from "../../parts/lang-text.tsx";

/** What the visitor is asked, as their wallet says it. */
export function AskedPurpose({ purpose }: { readonly purpose: PurposeView }) {
  return (
    <p className="font-serif text-lead italic">
      <LangText of={purpose.label} />
    </p>
  );
}
