import { ClipboardPaste } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileDrop } from "../../parts/file-drop.tsx";
import { TextField } from "../../parts/text-field.tsx";

/** Takes a message in: dropped, from a file, or pasted. */
export function MessageIn(props: {
  readonly title: string;
  readonly hint?: string;
  readonly paste: string;
  readonly onText: (text: string) => void;
}) {
  const { title, hint, paste, onText } = props;
  const { t } = useTranslation("office");
  const [pasted, setPasted] = useState("");
  return (
    <div className="grid gap-4">
      <FileDrop
        title={title}
        {...(hint !== undefined && { hint })}
        onFile={(file) => onText("text" in file ? file.text.trim() : "")}
      />
      <TextField
        label={paste}
        icon={ClipboardPaste}
        value={pasted}
        mono
        placeholder={t("message.paste_here")}
        onChange={(text) => {
          setPasted(text);
          if (text.trim() !== "") onText(text.trim());
        }}
      />
    </div>
  );
}
