import type { RegisterRowView, RegistryView, WalletView } from "./views.ts";

/** Long work, told in things done; `cancel` names it for `app.cancel`. */
export interface ProgressView {
  readonly work: "sync" | "replay" | "audit" | "sample" | "bulk" | "register" | "restore";
  readonly done: number;
  /** 0 while it is not known yet. */
  readonly total: number;
  /** Seconds left, where it can be told. */
  readonly secondsLeft?: number;
  readonly cancel?: string;
}

/** What main tells a window without being asked, by name. Payloads are plain JSON. */
export interface Events {
  /** The open wallet was opened, locked, closed, or another took its place. */
  readonly "wallet.changed": WalletView;
  readonly "registry.changed": RegistryView;
  readonly progress: ProgressView;
  /** An office's row went on: submitted, sealed, refused. */
  readonly "office.row": RegisterRowView;
  /** Something that was asked for at an issuer arrived, or was given up. */
  readonly "receive.changed": null;
  /** Somebody collected an offer of this office, or refused it. */
  readonly "offers.changed": null;
  /** Somebody answered a request of this counter that waits where it listens. */
  readonly "counter.changed": null;
  /** What became of the text that was copied last: taken away, replaced by somebody else's, or still there. */
  readonly "clipboard.left": { readonly outcome: "cleared" | "changed" | "failed" };
  readonly "app.changed": null;
}

export type EventName = keyof Events;

export type AnyEvent = {
  readonly [Name in EventName]: { readonly name: Name; readonly payload: Events[Name] };
}[EventName];
