import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OfficeTypeView } from "../../../src/contract/office-views.ts";
import { Failure } from "../../parts/failure.tsx";
import { Intake } from "../../parts/intake/intake.tsx";
import { useApp } from "../../state/app-state.ts";
import { readRequest } from "./key-request.ts";

/**
 * Takes the holder's key request. What is plainly for somebody or something else is said at once; that
 * the request holds is checked before anything is signed.
 */
export function RequestStep(props: {
  /** Those it may be for. */
  readonly types: readonly OfficeTypeView[];
  readonly onRequest: (request: string, type: OfficeTypeView) => void;
}) {
  const { types, onRequest } = props;
  const { t } = useTranslation("office");
  const wallet = useApp((state) => state.wallet);
  const [code, setCode] = useState<string>();

  function check(text: string): string | undefined {
    const said = readRequest(text);
    if (said === undefined) return "exchange.syntax";
    if (wallet?.registry !== undefined && said.registry !== wallet.registry.id)
      return "exchange.wrong_registry";
    if (wallet?.office !== undefined && said.office !== wallet.office.id) return "exchange.wrong_office";
    const type = types.find(({ vct }) => vct === said.vct);
    if (type === undefined) return "office.wrong_type";
    if (type.consent && !said.withConsentKey) return "office.consent_missing";
    onRequest(text, type);
    return undefined;
  }

  return (
    <div className="grid gap-4">
      <Intake title={t("request.drop")} hint={t("request.hint")} onText={(text) => setCode(check(text))} />
      <Failure code={code} />
    </div>
  );
}
