import { CameraOff, RefreshCw } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useCamera } from "../../codes/camera.ts";
import { isFeigned } from "../../codes/feigned-camera.ts";
import { Button } from "../../parts/button.tsx";
import { Icon } from "../../parts/icon.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Select } from "../../parts/select.tsx";

/**
 * The visitor, live, beside the portrait and of its size. Nothing is taken from the picture: it goes from
 * the camera to the screen, and the camera is off when this is gone. Stands in a row that wraps.
 */
export function LiveCamera(props: {
  readonly width: number;
  readonly height: number;
  /** Told where the picture stands, and when it is gone. */
  readonly onPicture: (video: HTMLVideoElement | undefined) => void;
}) {
  const { width, height, onPicture } = props;
  const { t } = useTranslation("counter");
  const { t: say } = useTranslation("parts");
  const { state, cameras, device, choose, retry } = useCamera();
  const video = useRef<HTMLVideoElement>(null);
  const stream = state.at === "live" ? state.stream : undefined;
  const name = stream?.getVideoTracks()[0]?.label ?? "";

  useEffect(() => {
    const element = video.current;
    if (stream === undefined || element === null) return undefined;
    element.srcObject = stream;
    void element.play().catch(() => {
      // It was taken away again before it began.
    });
    onPicture(element);
    return () => {
      element.srcObject = null;
      onPicture(undefined);
    };
  }, [stream, onPicture]);

  return (
    <>
      <div className="grid content-start gap-2" style={{ width }}>
        {stream === undefined ? (
          <div
            className="grid place-content-center justify-items-center gap-2 rounded-field border border-dashed border-edge p-3 text-center text-note text-dim"
            style={{ width, height }}
            role="status"
          >
            <Icon of={CameraOff} size={22} />
            {say(state.at === "off" ? `camera.${state.why}` : "camera.starting")}
            {state.at === "off" && (
              <Button icon={RefreshCw} onPress={retry}>
                {say("camera.again")}
              </Button>
            )}
          </div>
        ) : (
          <video
            ref={video}
            muted
            playsInline
            disablePictureInPicture
            aria-label={say("camera.picture")}
            className="rounded-field border border-line bg-black object-cover"
            style={{ width, height }}
          />
        )}
        {cameras.length > 1 && (
          <Select
            label={say("camera.which")}
            items={cameras.map(({ id, label }) => ({ id, label }))}
            value={device ?? ""}
            onChange={choose}
          />
        )}
      </div>
      {stream !== undefined && isFeigned(name) && (
        <Notice tone="warn" title={t("live.feigned")} isLive className="basis-full">
          {t("live.feigned_means")}
        </Notice>
      )}
    </>
  );
}
