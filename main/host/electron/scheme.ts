import type * as electron from "electron";
import { PAGE_HEADERS, type PageFiles } from "../page-files.ts";

export const SCHEME = "sealfolio";
export const ORIGIN = `${SCHEME}://app`;

/**
 * As it is to be registered before Electron is ready: an origin of its own and a secure context, but
 * no `fetch`, no service worker, and no way round the policy.
 */
export const SCHEME_RIGHTS: electron.CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true },
};

/** The page's own files to a plain question for them. */
export function answerRequest(request: Request, files: PageFiles): Response {
  const url = URL.parse(request.url);
  // Of a scheme that Node does not know, its URL tells no origin.
  const isOurs = url?.protocol === `${SCHEME}:` && url.host === "app" && url.username === "";
  const file = isOurs && request.method === "GET" ? files.find(url.pathname) : undefined;
  if (file === undefined) return new Response(null, { status: 404, headers: PAGE_HEADERS });
  return new Response(file.body, { status: 200, headers: { ...PAGE_HEADERS, "Content-Type": file.type } });
}
