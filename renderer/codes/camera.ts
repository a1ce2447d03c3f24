import { useCallback, useEffect, useState } from "react";
import { client } from "../bridge/window-client.ts";

/** Why there is no picture; words under `camera` in the area `parts`. */
export type CameraTrouble = "none" | "denied" | "busy" | "ended" | "failed";

export type CameraState =
  | { readonly at: "starting" }
  | { readonly at: "live"; readonly stream: MediaStream }
  | { readonly at: "off"; readonly why: CameraTrouble };

export interface CameraChoice {
  readonly id: string;
  readonly label: string;
}

export interface Camera {
  readonly state: CameraState;
  /** Those that there are, known once one of them may be used. */
  readonly cameras: readonly CameraChoice[];
  /** The one in use. */
  readonly device: string | undefined;
  readonly choose: (id: string) => void;
  readonly retry: () => void;
}

/** Dense codes need many pixels; a camera gives the nearest that it has. */
const SIZE = { width: { ideal: 1920 }, height: { ideal: 1080 } } as const;

/** Media Capture and Streams, section 10.2, "getUserMedia". */
const TROUBLES: ReadonlyMap<string, CameraTrouble> = new Map([
  ["NotFoundError", "none"],
  ["OverconstrainedError", "none"],
  ["NotAllowedError", "denied"],
  ["SecurityError", "denied"],
  ["NotReadableError", "busy"],
  ["AbortError", "busy"],
]);

/** One after another, so that what was said last holds. */
let said: Promise<unknown> = Promise.resolve();

function allow(allowed: boolean): Promise<boolean> {
  const answer = said.then(() => client.call("host.set_camera", { allowed }));
  said = answer;
  return answer.then((came) => came.ok && came.value.allowed === allowed);
}

function end(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

async function list(): Promise<readonly CameraChoice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind, deviceId }) => kind === "videoinput" && deviceId !== "")
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}

async function open(device: string | undefined): Promise<MediaStream | CameraTrouble> {
  // Where the page's origin is not trusted there is no such member.
  const media = navigator.mediaDevices as MediaDevices | undefined;
  if (media?.getUserMedia === undefined) return "none";
  if (!(await allow(true))) return "denied";
  const which = device === undefined ? { facingMode: "environment" } : { deviceId: { exact: device } };
  try {
    return await media.getUserMedia({ audio: false, video: { ...which, ...SIZE } });
  } catch (error) {
    return TROUBLES.get(error instanceof DOMException ? error.name : "") ?? "failed";
  }
}

/**
 * The camera, from when this is drawn until it is not: it is off, and refused to the page, as soon as
 * whoever uses it leaves the screen, or the window is out of sight.
 */
export function useCamera(): Camera {
  const [state, setState] = useState<CameraState>({ at: "starting" });
  const [cameras, setCameras] = useState<readonly CameraChoice[]>([]);
  const [wish, setWish] = useState<{ readonly device?: string }>({});
  const [isSeen, setSeen] = useState(document.visibilityState === "visible");

  useEffect(() => {
    const look = (): void => setSeen(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  useEffect(() => {
    if (!isSeen) return undefined;
    let isOver = false;
    let stream: MediaStream | undefined;
    const begin = async (): Promise<void> => {
      setState({ at: "starting" });
      const opened = await open(wish.device);
      if (typeof opened === "string") {
        if (!isOver) setState({ at: "off", why: opened });
        return;
      }
      // Granted after the person had gone already.
      if (isOver) return end(opened);
      stream = opened;
      opened.getVideoTracks()[0]?.addEventListener("ended", () => setState({ at: "off", why: "ended" }));
      setState({ at: "live", stream: opened });
      const found = await list();
      if (!isOver) setCameras(found);
    };
    void begin();
    return () => {
      isOver = true;
      if (stream !== undefined) end(stream);
      void allow(false);
    };
  }, [isSeen, wish]);

  const used = state.at === "live" ? state.stream.getVideoTracks()[0]?.getSettings().deviceId : undefined;
  const choose = useCallback((device: string) => setWish({ device }), []);
  // Any that there is: the one chosen may be what is missing.
  const retry = useCallback(() => setWish({}), []);
  return { state, cameras, device: wish.device ?? used, choose, retry };
}
