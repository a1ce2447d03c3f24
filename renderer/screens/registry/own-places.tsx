import { Link2, WalletCards } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { CredentialView, RegistryView } from "../../../src/contract/views.ts";
import { useRead } from "../../bridge/use-read.ts";
import { ButtonLink } from "../../parts/button-link.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Section } from "../../parts/section.tsx";
import { hrefOf } from "../../router/routes.ts";
import { BlockLink } from "./block-link.tsx";
import { BlockTime } from "./block-time.tsx";

type Placed = CredentialView & { readonly issued: NonNullable<CredentialView["issued"]> };

const isPlaced = (certificate: CredentialView): certificate is Placed => certificate.issued !== undefined;

/** What a light copy has of the chain: the blocks in which its owner's certificates stand. */
export function OwnPlaces(props: { readonly registry: RegistryView; readonly opened?: number | undefined }) {
  const { registry, opened } = props;
  const { t } = useTranslation("registry");
  const say = useLangText();
  const { value, code, loading } = useRead("holder.list", {}, ["registry.changed"]);
  const placed = (value ?? []).filter(isPlaced).sort((a, b) => b.issued.height - a.issued.height);
  const cosigned = registry.authorities.map((authority) => authority.cosigned);
  return (
    <Section title={t("own.title")}>
      <p className="mb-3 max-w-[720px] text-dim">{t("own.means")}</p>
      {placed.length > 0 && (
        <ol className="flex flex-wrap gap-y-3">
          {placed.map(({ id, type, issued }, i) => (
            <BlockLink
              key={id}
              height={issued.height}
              content={<bdi>{say(type.name, type.id)}</bdi>}
              detail={<BlockTime time={issued.time} />}
              cosigned={cosigned}
              href={hrefOf("certificate", { id })}
              isOpened={issued.height === opened}
              isNamed
              isLast={i === placed.length - 1}
            />
          ))}
        </ol>
      )}
      {placed.length === 0 && !loading && code === undefined && (
        <EmptyState
          icon={Link2}
          title={t("own.none")}
          actions={
            <ButtonLink icon={WalletCards} href={hrefOf("receive")}>
              {t("own.receive")}
            </ButtonLink>
          }
        >
          {t("own.none_means")}
        </EmptyState>
      )}
      <Failure code={code} className="mt-3" />
    </Section>
  );
}
