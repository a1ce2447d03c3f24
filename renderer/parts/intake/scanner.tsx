import { CameraOff, RefreshCw, X } from "lucide-react";
import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCamera } from "../../codes/camera.ts";
import { Decoder } from "../../codes/decoder.ts";
import { Button } from "../button.tsx";
import { Dialog } from "../dialog.tsx";
import { Failure } from "../failure.tsx";
import { Notice } from "../notice.tsx";
import { ProgressBar } from "../progress-bar.tsx";
import { Select } from "../select.tsx";
import { isFrame, useCollected } from "../../codes/use-collected.ts";

/** Milliseconds between two looks: quick for who holds a code up, and light for an old machine. */
const PAUSE = 100;

/** Looks at the picture again and again until a code was in it that was all that is wanted. */
function useFoundCode(stream: MediaStream | undefined, onFound: (text: string) => Promise<boolean>) {
  const video = useRef<HTMLVideoElement>(null);
  const found = useEffectEvent(onFound);

  useEffect(() => {
    const element = video.current;
    if (stream === undefined || element === null) return undefined;
    element.srcObject = stream;
    void element.play().catch(() => {
      // It was taken away again before it began.
    });
    const decoder = new Decoder();
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = async (): Promise<void> => {
      const isReady = element.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA && element.videoWidth > 0;
      const bitmap = isReady ? await createImageBitmap(element).catch(() => undefined) : undefined;
      const texts = bitmap && !isOver ? await decoder.read(bitmap, { isStill: false }) : [];
      for (const text of texts) if (isOver || (await found(text))) return;
      // Of codes that follow one another none waits for us.
      if (!isOver) timer = setTimeout(() => void look(), texts.length === 0 ? PAUSE : 0);
    };
    void look();
    return () => {
      isOver = true;
      clearTimeout(timer);
      decoder.close();
      element.srcObject = null;
    };
  }, [stream]);

  return video;
}

/** The camera's picture, live, until a code was read from it or the person closes it. */
export function Scanner(props: { readonly onText: (text: string) => void; readonly onClose: () => void }) {
  const { onText, onClose } = props;
  const { t } = useTranslation("parts");
  const { state, cameras, device, choose, retry } = useCamera();
  const collected = useCollected();
  const video = useFoundCode(state.at === "live" ? state.stream : undefined, async (text) => {
    const whole = isFrame(text) ? await collected.take(text) : text;
    if (whole !== undefined) onText(whole);
    return whole !== undefined;
  });
  const name = (label: string, i: number): string =>
    label === "" ? t("camera.number", { number: i + 1 }) : label;

  return (
    <Dialog
      title={t("camera.title")}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          {state.at === "off" && (
            <Button icon={RefreshCw} onPress={retry}>
              {t("camera.again")}
            </Button>
          )}
          <Button icon={X} onPress={onClose}>
            {t("dialog.close")}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {state.at === "off" ? (
          <Notice
            tone="warn"
            icon={CameraOff}
            title={t(`camera.${state.why}`)}
            next={t("camera.otherwise")}
            code={`camera.${state.why}`}
            isLive
          >
            {t(`camera.${state.why}_means`)}
          </Notice>
        ) : (
          <>
            <div className="relative mx-auto aspect-[4/3] max-h-[min(420px,max(160px,calc(100dvh-300px)))] w-full overflow-hidden rounded-card border border-line bg-portrait">
              {/* As in a mirror: who moves the code to the left sees it go to the left. */}
              <video
                ref={video}
                muted
                playsInline
                aria-label={t("camera.picture")}
                className="size-full -scale-x-100 object-contain"
              />
              <div
                aria-hidden
                className="pointer-events-none absolute inset-0 m-auto aspect-square h-3/4 rounded-card border-2 border-dashed border-white/80 shadow-[0_0_0_2px_#0006]"
              />
            </div>
            {collected.of > 0 && (
              <ProgressBar label={t("camera.parts")} done={collected.have} total={collected.of} />
            )}
            <Failure code={collected.code} />
            <p role="status" className="text-center text-dim">
              {t(
                state.at !== "live"
                  ? "camera.starting"
                  : collected.of > 0
                    ? "camera.parts_hint"
                    : "camera.hint",
              )}
            </p>
          </>
        )}
        {cameras.length > 1 && (
          <Select
            label={t("camera.which")}
            items={cameras.map(({ id, label }, i) => ({ id, label: name(label, i) }))}
            value={device}
            onChange={choose}
          />
        )}
      </div>
    </Dialog>
  );
}
