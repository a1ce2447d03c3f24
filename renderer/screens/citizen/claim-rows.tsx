import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { LangText } from "../../parts/lang-text.tsx";
import { ClaimValue } from "./claim-value.tsx";
import { pathOf } from "./certificate-words.ts";

/** Every claim with what it says. */
export function ClaimRows(props: {
  readonly claims: readonly ClaimView[];
  /** Whose picture it would be. */
  readonly name: string;
  readonly label: string;
}) {
  const { claims, name, label } = props;
  return (
    <dl
      aria-label={label}
      className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
    >
      {claims.map((claim) => (
        <div key={pathOf(claim)} className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 py-2.5">
          <dt className="w-44 max-w-full text-dim">
            <LangText of={claim.label} />
          </dt>
          <dd className="min-w-[min(100%,10rem)] flex-1">
            <ClaimValue claim={claim} name={name} width={96} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
