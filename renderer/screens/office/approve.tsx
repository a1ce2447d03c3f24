import { Inbox } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ClaimView } from "../../../src/credential/claim-view.ts";
import { isBatchDraft, isDraftReturn } from "../../../src/exchange/draft-types.ts";
import type { JsonObject } from "../../../src/json/value.ts";
import { useCall } from "../../bridge/use-call.ts";
import { Button } from "../../parts/button.tsx";
import { MOST_TEXT } from "../../files/read-file.ts";
import { Failure } from "../../parts/failure.tsx";
import { Intake } from "../../parts/intake/intake.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Page } from "../../parts/page.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { goTo } from "../../router/use-place.ts";
import { useEnter } from "../../state/use-enter.ts";
import { BatchLook } from "./batch-look.tsx";
import { DraftLook } from "./draft-look.tsx";
import { NoOffice } from "./no-office.tsx";
import { subjectOf } from "./subject.ts";
import { useTypes } from "./use-types.ts";

const flat = (claims: readonly ClaimView[]): JsonObject =>
  Object.fromEntries(
    claims.filter(({ path }) => path.length === 1).map(({ path, value }) => [path[0], value]),
  );

function Done({ isSealed, onMore }: { readonly isSealed: boolean; readonly onMore: () => void }) {
  const { t } = useTranslation("office");
  useEnter(onMore);
  return (
    <Page key="done" title={t("approve.done")} isNarrow>
      <div className="grid gap-5">
        <Notice
          tone={isSealed ? "ok" : "off"}
          title={t(isSealed ? "approve.done_sealed" : "approve.done_submitted")}
          isLive
        >
          {t("approve.done_means")}
        </Notice>
        <div>
          <Button kind="primary" icon={Inbox} onPress={onMore}>
            {t("approve.more")}
          </Button>
        </div>
      </div>
    </Page>
  );
}

/** Between two officers of one office: what is to be signed second, and what came back. */
export default function Approve() {
  const { t } = useTranslation("office");
  const { typeOf, code: noOffice } = useTypes();
  const preview = useCall("office.preview_draft");
  const back = useCall("office.take_back");
  const batch = useCall("bulk.preview_batch");
  const [batchText, setBatchText] = useState("");
  const [isSealed, setSealed] = useState<boolean>();

  async function take(text: string): Promise<void> {
    preview.reset();
    back.reset();
    batch.reset();
    if (isBatchDraft(text)) {
      setBatchText(text);
      return void (await batch.run({ batch: text }));
    }
    if (!isDraftReturn(text)) return void (await preview.run({ draft: text }));
    const answer = await back.run({ answer: text });
    if (!answer.ok) return;
    const { commitment, claims, type } = answer.value;
    sayInPassing(t("approve.taken", { subject: subjectOf(claims, typeOf(type)) }), "warn");
    goTo("record", { commitment });
  }

  function more(): void {
    setSealed(undefined);
    preview.reset();
    batch.reset();
  }

  if (noOffice !== undefined) {
    return (
      <Page title={t("approve.title")}>
        <NoOffice code={noOffice} />
      </Page>
    );
  }
  if (isSealed !== undefined) return <Done isSealed={isSealed} onMore={more} />;
  if (batch.value !== undefined) {
    return (
      <BatchLook
        text={batchText}
        batch={batch.value}
        type={typeOf(batch.value.type)}
        onApproved={() => setSealed(true)}
        onLeave={more}
      />
    );
  }
  const draft = preview.value;
  if (draft !== undefined) {
    return (
      <DraftLook
        draft={draft}
        subject={subjectOf(flat(draft.claims), typeOf(draft.type.id))}
        onApproved={({ state }) => setSealed(state === "sealed")}
        onLeave={more}
      />
    );
  }
  return (
    <Page key="take" title={t("approve.title")} isNarrow>
      <div className="grid gap-4">
        <p className="text-dim">{t("approve.intro")}</p>
        <Intake
          title={t("approve.drop")}
          hint={t("approve.hint")}
          busy={preview.busy || back.busy || batch.busy}
          most={MOST_TEXT}
          onText={(text) => void take(text)}
        />
        <Failure code={preview.code ?? back.code ?? batch.code} />
      </div>
    </Page>
  );
}
