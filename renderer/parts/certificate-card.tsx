import { type ReactNode, useMemo } from "react";
import { fromBase64UrlOf } from "../../src/bytes/base64.ts";
import { TONE_TEXTS, toneOf } from "./certificate-tone.ts";
import { Icon } from "./icon.tsx";
import { Portrait } from "./portrait.tsx";
import { Rosette } from "./rosette.tsx";
import { ShortHash } from "./short-hash.tsx";

export interface CertificateCardProps {
  /** Id of the type in the registry: gives colour and drawing. */
  readonly type: string;
  readonly typeName: string;
  /** Whose or what it is; the large line. */
  readonly title: string;
  /** Two or three things worth knowing at a glance. */
  readonly facts: readonly { readonly label: string; readonly value: ReactNode }[];
  /** `StatePill`. */
  readonly state: ReactNode;
  readonly office: string;
  /** base64url: gives the rosette and the digits. */
  readonly commitment: string;
  /** Address of the picture; the card is then the large one. */
  readonly portrait?: string | undefined;
  /** Where it opens. */
  readonly href?: string;
}

function bytesOf(commitment: string): Uint8Array {
  try {
    return fromBase64UrlOf(commitment, 32);
  } catch {
    return new Uint8Array(32);
  }
}

/** A certificate as it lies on the desk. In a grid, the one with a portrait takes two columns. */
export function CertificateCard(props: CertificateCardProps) {
  const { type, typeName, title, facts, state, office, commitment, portrait, href } = props;
  const { tone, icon } = toneOf(type);
  const bytes = useMemo(() => bytesOf(commitment), [commitment]);
  const isLarge = portrait !== undefined;
  return (
    <article
      className={`relative isolate flex min-h-[206px] flex-col rounded-card border border-line bg-surface px-4 pt-4 pb-3 shadow-soft has-[a:hover]:border-line-strong has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-offset-2 has-[a:focus-visible]:outline-accent ${TONE_TEXTS[tone]} ${isLarge ? "md:col-span-2" : ""}`}
    >
      <div aria-hidden className="absolute -inset-px -z-10 overflow-hidden rounded-card">
        <div className="absolute inset-x-0 top-0 h-[5px] bg-current forced:bg-[CanvasText]" />
        <div className="absolute -end-12 -bottom-16 opacity-38">
          <Rosette bytes={bytes} size={isLarge ? 300 : 220} />
        </div>
      </div>
      <div className="mt-1 mb-3 flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="flex min-w-0 items-center gap-2 text-note font-semibold">
          <Icon of={icon} size={17} />
          <span className="min-w-0">{typeName}</span>
        </span>
        {state}
      </div>
      <div className="flex flex-1 flex-wrap gap-x-4.5 gap-y-3 text-ink">
        {portrait !== undefined && <Portrait src={portrait} name={title} width={96} />}
        <div className="min-w-[min(100%,11rem)] flex-1">
          <h3
            className={`mb-2 font-serif leading-[1.2] font-semibold wrap-anywhere ${isLarge ? "text-name" : "text-lead"}`}
          >
            {href === undefined ? (
              title
            ) : (
              <a href={href} className="text-ink no-underline outline-none after:absolute after:inset-0">
                {title}
              </a>
            )}
          </h3>
          <dl className="grid grid-cols-[fit-content(50%)_minmax(0,1fr)] gap-x-4 gap-y-[3px] text-note">
            {facts.map(({ label, value }) => (
              <div key={label} className="col-span-2 grid grid-cols-subgrid">
                <dt className="min-w-[74px] text-dim">{label}</dt>
                <dd className="min-w-0">{value}</dd>
              </div>
            ))}
          </dl>
        </div>
      </div>
      <div className="mt-2.5 flex flex-wrap justify-between gap-x-3 border-t border-dashed border-line-strong pt-2 text-small text-dim">
        <span>{office}</span>
        <span className="rounded-small bg-[color-mix(in_srgb,var(--surface)_82%,transparent)] px-1">
          <ShortHash hash={commitment} />
        </span>
      </div>
    </article>
  );
}
