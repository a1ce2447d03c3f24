import { useTranslation } from "react-i18next";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import type { JsonValue } from "../../../src/json/value.ts";
import { CalendarDateText } from "../../parts/date-text.tsx";
import { Difference } from "../../parts/difference.tsx";
import { LangText } from "../../parts/lang-text.tsx";
import { NumberText } from "../../parts/number-text.tsx";
import { Portrait } from "../../parts/portrait.tsx";
import { imageTypeOf } from "../../../src/bytes/image.ts";
import { keyOf } from "./draft.ts";

type Shown = Pick<ClaimView, "path" | "label" | "kind" | "value">;

function pictureOf(value: JsonValue): string | undefined {
  const type = imageTypeOf(value);
  if (type === undefined) return undefined;
  return (value as string).startsWith("data:") ? (value as string) : `data:${type};base64,${value as string}`;
}

export function ClaimText({ claim, name }: { readonly claim: Shown; readonly name: string }) {
  const { t } = useTranslation("office");
  const { kind, value } = claim;
  const picture = kind === "image" ? pictureOf(value) : undefined;
  if (picture !== undefined) return <Portrait src={picture} name={name} width={88} />;
  if (Array.isArray(value)) return <bdi className="wrap-anywhere">{value.map(String).join(", ")}</bdi>;
  if (typeof value === "boolean") return <>{t(value ? "field.yes" : "field.no")}</>;
  if (kind === "date" && typeof value === "string") return <CalendarDateText date={value} />;
  if (typeof value === "number") return <NumberText value={value} />;
  return <bdi className="wrap-anywhere">{String(value)}</bdi>;
}

/** What a certificate says; with `before`, what was otherwise is struck out beside it. */
export function ClaimList(props: {
  readonly label: string;
  readonly claims: readonly Shown[];
  readonly before?: readonly Shown[];
  readonly name: string;
}) {
  const { label, claims, before, name } = props;
  const old = new Map((before ?? []).map((claim) => [keyOf(claim.path), claim]));
  const now = new Set(claims.map(({ path }) => keyOf(path)));
  const gone = (before ?? []).filter(({ path }) => !now.has(keyOf(path)));
  const isSame = (claim: Shown): boolean =>
    JSON.stringify(old.get(keyOf(claim.path))?.value) === JSON.stringify(claim.value);
  return (
    <dl
      aria-label={label}
      className="divide-y divide-line overflow-hidden rounded-card border border-line bg-surface"
    >
      {[...claims, ...gone].map((claim) => {
        const key = keyOf(claim.path);
        const was = old.get(key);
        const isGone = !now.has(key);
        const isChanged = before !== undefined && (isGone || !isSame(claim));
        return (
          <div key={key} className="flex flex-wrap gap-x-4 gap-y-0.5 px-4 py-2.5">
            <dt className="w-44 max-w-full text-dim">
              <LangText of={claim.label} otherwise={claim.path.join(" ")} />
            </dt>
            <dd className="grid min-w-[min(100%,10rem)] flex-1 justify-items-start gap-1">
              {isChanged ? (
                <Difference
                  before={was && <ClaimText claim={was} name={name} />}
                  after={isGone ? undefined : <ClaimText claim={claim} name={name} />}
                />
              ) : (
                <ClaimText claim={claim} name={name} />
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
