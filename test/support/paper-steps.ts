import assert from "node:assert/strict";
import { portrait } from "../../main/app/sample/catalogue.ts";
import { formatPaper, parsePaper } from "../../src/paper/message.ts";

/** The same certificate with another picture in the place of the portrait, well made but for its digest. */
export function withOtherPortrait(message: string): string {
  const { credential, receipt } = parsePaper(message);
  const parts = credential.split("~").map((part) => {
    const text = Buffer.from(part, "base64url").toString();
    if (!text.startsWith("[") || !text.includes('"portrait"')) return part;
    const [salt, name] = JSON.parse(text) as readonly string[];
    const picture = portrait("neighbour");
    const other = [salt, name, picture];
    return Buffer.from(JSON.stringify(other)).toString("base64url");
  });
  assert.notEqual(parts.join("~"), credential);
  return formatPaper({ credential: parts.join("~"), receipt });
}

/** Counts every way in which a page can take a picture out of a video. */
export const WATCH = `{
  window.taken = [];
  const count = (holder, name) => {
    const real = holder?.[name];
    if (typeof real !== "function") return;
    holder[name] = function (...args) { window.taken.push(name); return real.apply(this, args); };
  };
  for (const name of ["createImageBitmap"]) count(window, name);
  for (const each of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D, WebGLRenderingContext]) {
    for (const name of ["drawImage", "getImageData", "texImage2D"]) count(each.prototype, name);
  }
  for (const name of ["toBlob", "toDataURL"]) count(HTMLCanvasElement.prototype, name);
  for (const name of ["captureStream", "requestVideoFrameCallback"]) count(HTMLVideoElement.prototype, name);
  if (window.MediaRecorder) count(MediaRecorder.prototype, "start");
}`;

/** The marked row as a page would read it, by the test itself. */
export const TAKE_ROW = `(() => {
  const video = document.querySelector("video");
  const { videoWidth: width, videoHeight: height } = video;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(video, 0, 0);
  return [...context.getImageData(width / 4, height / 2, width / 2, 1).data];
})()`;
