import type { Primitives } from "../crypto/ports.ts";
import type { Query } from "../presentation/query.ts";
import type { StatusLists, TrustAnchors } from "../trust/anchors.ts";
import type { RegistryView } from "../trust/registry-view.ts";
import type { DataAge } from "./verdict.ts";

/** What was asked; an `OutstandingRequest` is one. */
export interface RequestContext {
  readonly nonce: string;
  /** Audience of the Key Binding JWT. */
  readonly clientId: string;
  readonly query: Query;
  /** POSIX seconds. */
  readonly issued: number;
  readonly expires: number;
}

/** All that the checks of one verdict share. */
export interface Case {
  readonly view: RegistryView;
  readonly primitives: Primitives;
  readonly request: RequestContext | undefined;
  /** POSIX seconds: today, and when the presentation came. */
  readonly now: number;
  readonly received: number;
  /** Which of the type's two limits on the age of data applies. */
  readonly online: boolean;
  readonly age: DataAge | undefined;
  /** For issuers outside the registry; left out where nobody is trusted. */
  readonly anchors?: TrustAnchors | undefined;
  readonly statusLists?: StatusLists | undefined;
  /** Memory that a document's bytes may be in while it is judged. */
  readonly room: Uint8Array;
}
