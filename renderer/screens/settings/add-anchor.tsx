import { FolderOpen } from "lucide-react";
import { useState } from "react";
import { FileTrigger } from "react-aria-components/FileTrigger";
import { useTranslation } from "react-i18next";
import type { AnchorView } from "../../../src/contract/receive-views.ts";
import { useCall } from "../../bridge/use-call.ts";
import { useRawFileTaker } from "../../files/drop-target.ts";
import { readCertificate } from "../../files/read-certificate.ts";
import { Button } from "../../parts/button.tsx";
import { CertificateFacts } from "../../parts/certificate-facts.tsx";
import { Checkbox } from "../../parts/checkbox.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { Failure } from "../../parts/failure.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Row, Rows } from "../../parts/rows.tsx";
import { TextField } from "../../parts/text-field.tsx";
import { sayInPassing } from "../../parts/toasts.ts";
import { AnchorEnd } from "./anchor-end.tsx";

interface Found {
  readonly file: string;
  readonly anchors: readonly AnchorView[];
}

function Choice(props: {
  readonly found: readonly AnchorView[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (fingerprint: string, isChosen: boolean) => void;
}) {
  const { t } = useTranslation("settings");
  return (
    <div className="grid gap-4">
      <Notice tone="warn" title={t("anchors.compare")}>
        {t("anchors.compare_means")}
      </Notice>
      <Rows label={t("anchors.in_file")}>
        {props.found.map((anchor) => (
          <Row
            key={anchor.fingerprint}
            title={
              <Checkbox
                isSelected={anchor.trusted || props.chosen.has(anchor.fingerprint)}
                isDisabled={anchor.trusted}
                onChange={(isChosen) => props.onChoose(anchor.fingerprint, isChosen)}
              >
                <bdi>{anchor.name}</bdi>
              </Checkbox>
            }
            detail={<CertificateFacts of={anchor} />}
            trailing={anchor.trusted ? t("anchors.already") : <AnchorEnd of={anchor} />}
          />
        ))}
      </Rows>
    </div>
  );
}

/** Looks into a file of certificates and trusts those that the person chooses of it, after comparing them. */
export default function AddAnchor(props: { readonly onClose: () => void; readonly onAdded: () => void }) {
  const { onClose, onAdded } = props;
  const { t } = useTranslation("settings");
  const look = useCall("trust.look");
  const keep = useCall("trust.import");
  const [pasted, setPasted] = useState("");
  const [isUnreadable, setUnreadable] = useState(false);
  const [found, setFound] = useState<Found>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());

  async function lookInto(file: string): Promise<void> {
    setUnreadable(false);
    const answer = await look.run({ file });
    if (!answer.ok) return;
    setFound({ file, anchors: answer.value });
    setChosen(new Set());
  }

  async function take(file: File): Promise<void> {
    look.reset();
    const text = await readCertificate(file);
    if (text === undefined) setUnreadable(true);
    else await lookInto(text);
  }
  useRawFileTaker((file) => void take(file));

  function choose(fingerprint: string, isChosen: boolean): void {
    const next = new Set(chosen);
    if (isChosen) next.add(fingerprint);
    else next.delete(fingerprint);
    setChosen(next);
  }

  async function trust({ file }: Found): Promise<void> {
    const answer = await keep.run({ file, fingerprints: [...chosen] });
    if (!answer.ok) return;
    sayInPassing(t("anchors.added"));
    onAdded();
  }

  return (
    <Dialog
      title={t("anchors.add_title")}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t("anchors.cancel")}</Button>
          {found === undefined ? (
            <Button
              kind="primary"
              busy={look.busy}
              isDisabled={pasted.trim() === ""}
              onPress={() => void lookInto(pasted)}
            >
              {t("anchors.look")}
            </Button>
          ) : (
            <Button
              kind="primary"
              busy={keep.busy}
              isDisabled={chosen.size === 0}
              onPress={() => void trust(found)}
            >
              {t("anchors.trust")}
            </Button>
          )}
        </>
      }
    >
      {found === undefined ? (
        <div className="grid gap-4">
          <p className="text-dim">{t("anchors.add_means")}</p>
          <div>
            <FileTrigger onSelect={(files) => files?.[0] !== undefined && void take(files[0])}>
              <Button icon={FolderOpen}>{t("anchors.file")}</Button>
            </FileTrigger>
          </div>
          <TextField
            label={t("anchors.paste")}
            value={pasted}
            onChange={setPasted}
            rows={6}
            maxLength={200_000}
            mono
            autoFocus
            error={isUnreadable ? t("anchors.unreadable") : undefined}
          />
          <Failure code={look.code} />
        </div>
      ) : (
        <>
          <Choice found={found.anchors} chosen={chosen} onChoose={choose} />
          <Failure code={keep.code} className="mt-3" />
        </>
      )}
    </Dialog>
  );
}
