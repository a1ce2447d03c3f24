import type * as electron from "electron";
import { ORIGIN, SCHEME } from "./scheme.ts";

/** Origins come with and without a slash at their end. */
function isOurs(origin: string | undefined): boolean {
  return origin === ORIGIN || origin === `${ORIGIN}/`;
}

/** Nothing a page could ask for, but the camera while the scanner is open. */
export class Permissions {
  isCameraAllowed = false;

  /** `media` is the camera, `undefined` where the kind is not told: the request itself tells it then. */
  #mayUse(permission: string, media: readonly string[] | undefined): boolean {
    if (permission !== "media" || !this.isCameraAllowed) return false;
    return media !== undefined && media.length > 0 && media.every((kind) => kind === "video");
  }

  applyTo(session: electron.Session): void {
    session.setPermissionRequestHandler((_contents, permission, callback, details) => {
      const { isMainFrame, requestingUrl } = details as electron.MediaAccessPermissionRequest;
      const { mediaTypes, securityOrigin } = details as electron.MediaAccessPermissionRequest;
      const fromUs = isMainFrame && requestingUrl.startsWith(`${ORIGIN}/`);
      const forUs = securityOrigin === undefined || isOurs(securityOrigin);
      callback(fromUs && forUs && this.#mayUse(permission, mediaTypes));
    });
    session.setPermissionCheckHandler((_contents, permission, origin, details) => {
      const media = details.mediaType === undefined ? undefined : [details.mediaType];
      return details.isMainFrame && isOurs(origin) && this.#mayUse(permission, media);
    });
    session.setDevicePermissionHandler(() => false);
    session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
    session.on("will-download", (event) => event.preventDefault());
    // The page's files need no network, and nothing else does.
    session.webRequest.onBeforeRequest((details, callback) => {
      const isFree = [`${SCHEME}:`, "data:", "blob:", "devtools:"].some((scheme) =>
        details.url.startsWith(scheme),
      );
      callback({ cancel: !isFree });
    });
  }
}
