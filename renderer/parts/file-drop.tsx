import { FolderOpen, Upload } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenedFile } from "../../src/contract/calls/host.ts";
import { useCall } from "../bridge/use-call.ts";
import { useFileTaker } from "../files/drop-target.ts";
import type { FileCode } from "../files/read-file.ts";
import { Button } from "./button.tsx";
import { Failure } from "./failure.tsx";
import { Icon } from "./icon.tsx";

export interface FileDropProps {
  /** What belongs here, as "Drop the request here". */
  readonly title: string;
  readonly hint?: string;
  /** What the dialog offers; a dropped picture comes through either way. */
  readonly as?: "text" | "image";
  readonly onFile: (file: OpenedFile) => void;
}

/** Takes a file that is dropped anywhere into the window, or chosen in a dialog. One on a screen. */
export function FileDrop({ title, hint, as = "text", onFile }: FileDropProps) {
  const { t } = useTranslation("parts");
  const open = useCall("host.open_file");
  const [code, setCode] = useState<FileCode>();

  useFileTaker((file) => {
    setCode(file.ok ? undefined : file.code);
    if (file.ok) onFile(file.value);
  });

  async function choose(): Promise<void> {
    setCode(undefined);
    const answer = await open.run({ as });
    if (answer.ok && answer.value !== null) onFile(answer.value);
  }

  return (
    <div className="grid gap-3">
      <div className="grid justify-items-center gap-2 rounded-card border-[1.5px] border-dashed border-edge bg-surface px-6 py-7 text-center">
        <Icon of={Upload} size={22} className="text-accent" />
        <p className="font-semibold">{title}</p>
        {hint !== undefined && <p className="text-note text-dim">{hint}</p>}
        <Button icon={FolderOpen} busy={open.busy} onPress={() => void choose()}>
          {t("file.choose")}
        </Button>
      </div>
      <Failure code={code ?? open.code} />
    </div>
  );
}
