import { FolderOpen, type LucideIcon, ScanQrCode, Upload } from "lucide-react";
import { lazy, Suspense, type SubmitEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { OpenedFile } from "../../../src/contract/calls/host.ts";
import { useCall } from "../../bridge/use-call.ts";
import { readCodes } from "../../codes/read-code.ts";
import { useFileTaker } from "../../files/drop-target.ts";
import { type FileCode, readDropped } from "../../files/read-file.ts";
import { Button } from "../button.tsx";
import { Failure } from "../failure.tsx";
import { Icon } from "../icon.tsx";
import { Notice } from "../notice.tsx";
import { TextField } from "../text-field.tsx";
import { isFrame } from "../../codes/use-collected.ts";
import { usePaste } from "./use-paste.ts";

const Scanner = lazy(async () => ({ default: (await import("./scanner.tsx")).Scanner }));

/** As many characters as a message may have (src/contract/args.ts). */
const MOST = 1 << 20;

/**
 * Takes a message from outside by every way there is: a file that is chosen or dropped anywhere, a
 * picture of a code, a code before the camera, the clipboard. One on a screen.
 */
export function Intake(props: {
  /** What belongs here, as "Drop the request here". */
  readonly title: string;
  readonly hint?: string;
  /** What is done with a text that was pasted; "Open" if left out. */
  readonly act?: string;
  readonly actIcon?: LucideIcon;
  /** It is being looked at. */
  readonly busy?: boolean;
  /** Most characters of a file, where what belongs here may be longer than a message. */
  readonly most?: number;
  /** Gets the text without what stands around it. */
  readonly onText: (text: string) => void;
}) {
  const { title, hint, act, actIcon = FolderOpen, busy = false, most = MOST, onText } = props;
  const { t } = useTranslation("parts");
  const own = useId();
  const open = useCall("host.open_file");
  const carrier = useCall("carrier.take");
  const [pasted, setPasted] = useState("");
  const isBegun = useRef(false);
  const [isNothing, setNothing] = useState(false);
  const [hasNoCode, setNoCode] = useState(false);
  const [code, setCode] = useState<FileCode>();
  const [isScanning, setScanning] = useState(false);

  function clear(): void {
    setNothing(false);
    setNoCode(false);
    setCode(undefined);
    open.reset();
    carrier.reset();
  }

  function give(text: string): void {
    clear();
    const plain = text.trim();
    if (plain === "") setNothing(true);
    else if (isFrame(plain)) void giveFrames([plain]);
    else if (!busy) onText(plain);
  }

  /** Codes out of several, from a picture or the clipboard; those of further pictures are added to them. */
  async function giveFrames(frames: readonly string[]): Promise<void> {
    for (const frame of frames) {
      const answer = await carrier.run({ frame, fresh: !isBegun.current });
      isBegun.current = true;
      if (answer.ok && answer.value.text !== null) {
        isBegun.current = false;
        if (!busy) onText(answer.value.text.trim());
        return;
      }
    }
  }

  async function take(file: OpenedFile): Promise<void> {
    clear();
    const texts = "text" in file ? [file.text] : await readCodes(file);
    const text = texts.find((one) => !isFrame(one.trim()));
    if (texts.length === 0) setNoCode(true);
    else if (text === undefined) await giveFrames(texts);
    else if (text.length > most) setCode("host.too_large");
    else give(text);
  }

  useFileTaker((file) => {
    clear();
    if (file.ok) void take(file.value);
    else setCode(file.code);
  });

  usePaste(own, (what) => {
    if (typeof what === "string") {
      // Into an empty field it is the whole message; what is added to one is opened by hand.
      if (pasted === "") give(what);
    } else if (what === null) {
      setNothing(true);
    } else {
      void readDropped(what).then((read) => (read.ok ? take(read.value) : setCode(read.code)));
    }
  });

  async function choose(): Promise<void> {
    clear();
    const answer = await open.run({ as: "any" });
    if (answer.ok && answer.value !== null) await take(answer.value);
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    give(pasted);
  }

  return (
    <div className="grid gap-4">
      <div className="grid justify-items-center gap-2 rounded-card border-[1.5px] border-dashed border-edge bg-surface px-5 py-6 text-center">
        <Icon of={Upload} size={22} className="text-accent" />
        <p className="font-semibold">{title}</p>
        {hint !== undefined && <p className="text-note text-dim">{hint}</p>}
        <div className="mt-1 flex flex-wrap justify-center gap-2.5">
          <Button icon={FolderOpen} busy={open.busy} onPress={() => void choose()}>
            {t("file.choose")}
          </Button>
          <Button icon={ScanQrCode} onPress={() => setScanning(true)}>
            {t("intake.scan")}
          </Button>
        </div>
      </div>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-x-3 gap-y-2" data-intake={own}>
        <TextField
          className="min-w-40 flex-1"
          label={t("intake.paste")}
          value={pasted}
          onChange={(text) => {
            setPasted(text);
            setNothing(false);
          }}
          error={isNothing ? t("intake.nothing") : undefined}
          maxLength={MOST}
          mono
        />
        {/* Level with the field, whose label stands over it. */}
        <Button type="submit" icon={actIcon} busy={busy} className="mt-[calc(1.4rem+6px)]">
          {act ?? t("intake.open")}
        </Button>
      </form>
      <Failure code={code ?? open.code ?? carrier.code} />
      {carrier.value?.text === null && (
        <Notice
          tone="warn"
          title={t("intake.part_of", { have: carrier.value.have, of: carrier.value.of })}
          isLive
        >
          {t("intake.part_of_means")}
        </Notice>
      )}
      {hasNoCode && (
        <Notice tone="warn" title={t("intake.no_code")} code="intake.no_code" isLive>
          {t("intake.no_code_means")}
        </Notice>
      )}
      {isScanning && (
        <Suspense fallback={null}>
          <Scanner
            onClose={() => setScanning(false)}
            onText={(text) => {
              setScanning(false);
              give(text);
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
