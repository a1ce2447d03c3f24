import { ArrowLeft, QrCode as QrIcon } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfferRowView } from "../../../src/contract/offer-views.ts";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { Failure } from "../../parts/failure.tsx";
import { useLangText } from "../../parts/lang-text.tsx";
import { Page } from "../../parts/page.tsx";
import { ClaimsForm } from "./claims-form.tsx";
import { Look } from "./look.tsx";
import { OfferTerms, type Terms, WAITS } from "./offer-terms.tsx";
import { NOTHING, useFilled } from "./use-filled.ts";

/** An offer from its terms to its code: any standard wallet that has the code collects the certificate. */
export function NewOffer(props: {
  readonly types: readonly OfficeTypeView[];
  readonly onMade: (offer: OfferRowView) => void;
  readonly onLeave: () => void;
}) {
  const { types, onMade, onLeave } = props;
  const { t } = useTranslation("office");
  const say = useLangText();
  const create = useCall("offers.create");
  const [terms, setTerms] = useState<Terms>({
    type: types.length === 1 ? types[0]?.id : undefined,
    format: "dc+sd-jwt",
    role: "holder",
    waits: "week",
    withCode: true,
  });
  const [isFilling, setFilling] = useState(false);
  const type = types.find(({ id }) => id === terms.type);
  const { filled, setFilled, claims, setClaims, validFor } = useFilled(type);
  const step = claims !== undefined ? 3 : isFilling ? 2 : 1;

  async function make(): Promise<void> {
    if (type === undefined || claims === undefined) return;
    const answer = await create.run({
      type: type.id,
      ...(terms.format === "copies"
        ? { format: "dc+sd-jwt", copies: true }
        : // An mdoc has no place to say it.
          { format: terms.format, ...(terms.format === "mso_mdoc" ? {} : { role: terms.role }) }),
      claims,
      waits: WAITS[terms.waits],
      withCode: terms.withCode,
      ...(validFor === undefined ? {} : { validFor }),
    });
    if (answer.ok) onMade(answer.value);
  }

  return (
    <Page
      key={step}
      title={
        step === 1 ? t("offers.make") : t(step === 2 ? "issue.fill" : "issue.look", { type: say(type?.name) })
      }
      crumb={t("offers.step", { step, of: 3 })}
      isNarrow
      actions={
        step === 1 && (
          <Button icon={ArrowLeft} onPress={onLeave}>
            {t("step.back")}
          </Button>
        )
      }
    >
      {step === 1 && (
        <OfferTerms
          types={types}
          terms={terms}
          onChange={(next) => {
            if (next.type !== terms.type) setFilled(NOTHING);
            setTerms(next);
          }}
          onDone={() => setFilling(true)}
        />
      )}
      {step === 2 && type !== undefined && (
        <ClaimsForm
          type={type}
          filled={filled}
          onChange={setFilled}
          onDone={setClaims}
          onBack={() => setFilling(false)}
        />
      )}
      {step === 3 && type !== undefined && claims !== undefined && (
        <Look
          type={type}
          claims={claims}
          validFor={validFor}
          act={t("offers.make_it")}
          icon={QrIcon}
          busy={create.busy}
          onAct={() => void make()}
          onBack={() => setClaims(undefined)}
        >
          <p className="text-dim">{t("offers.look_means")}</p>
          <Failure code={create.code} />
        </Look>
      )}
    </Page>
  );
}
