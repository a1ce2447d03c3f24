import type { RunningServer } from "../../doors/http-server.ts";
import type { Session } from "../session.ts";

export interface Served {
  readonly server: RunningServer;
  url: string;
}

const known = new WeakMap<Session, Served>();

/** Where this office's issuer is reached; undefined while it is not open. */
export function servedUrl(session: Session): string | undefined {
  return known.get(session)?.url;
}

export function keepServed(session: Session, served: Served | undefined): void {
  if (served === undefined) known.delete(session);
  else known.set(session, served);
}
