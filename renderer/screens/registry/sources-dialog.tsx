import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useCall } from "../../bridge/use-call.ts";
import { client } from "../../bridge/window-client.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { refreshApp } from "../../state/app-state.ts";
import { faultOfSources, linesOf } from "../start/wallet-fields.ts";

/** Changes where the registry is fetched from; what was fetched before stays as it is. */
export function SourcesDialog(props: { readonly urls: readonly string[]; readonly onClose: () => void }) {
  const { urls, onClose } = props;
  const { t } = useTranslation("registry");
  const { t: sayStart } = useTranslation("start");
  const [text, setText] = useState(urls.join("\n"));
  const [isTried, setTried] = useState(false);
  const change = useCall("registry.set_sources");
  const fault = faultOfSources(linesOf(text));

  async function keep(): Promise<void> {
    setTried(true);
    if (fault !== undefined || change.busy) return;
    const answer = await change.run({ sources: [...new Set(linesOf(text))] });
    if (!answer.ok) return;
    await refreshApp(client);
    sayInPassing(t("sources.changed"));
    onClose();
  }

  return (
    <Dialog
      title={t("sources.change_title")}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t("sources.cancel")}</Button>
          <Button kind="primary" busy={change.busy} onPress={() => void keep()}>
            {t("sources.keep")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("sources.field")}
        hint={t("sources.field_hint")}
        value={text}
        onChange={setText}
        rows={5}
        mono
        autoFocus
        error={isTried && fault !== undefined ? sayStart(`wrong.${fault}`) : undefined}
      />
      <Failure code={change.code} className="mt-3" />
    </Dialog>
  );
}
