import type { AnyEvent } from "../../src/contract/events.ts";
import type { Result } from "../../src/result.ts";

/** Name and arguments are whatever came in; it never throws. */
export type Dispatch = (name: unknown, args: unknown) => Promise<Result<unknown, string>>;

/** A few settings that are no secret, kept outside every wallet; what is read may be anything. */
export interface PreferencesStore {
  read(): unknown;
  /** Throws when they could not be kept. */
  write(value: { readonly [name: string]: string | number | boolean }): void;
}

/** The operating system's own store for secrets. */
export interface SecretStore {
  /** Throws HostError `host.secret`. */
  seal(secret: Uint8Array): Promise<Uint8Array>;
  /** Throws HostError `host.secret` for what this machine's user did not seal. */
  unseal(sealed: Uint8Array): Promise<Uint8Array>;
}

/** The operating system's clipboard; the page itself has no way to it. Both throw HostError `host.not_copied`. */
export interface Clipboard {
  write(text: string): Promise<void>;
  /** Empties it where it still holds this text; whether it was emptied. */
  clear(text: string): Promise<boolean>;
}

export type SavedFile =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly bytes: Uint8Array };

export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * What the program needs of whatever shows its window. Both hosts carry the same messages: a call's
 * text in, an answer's text out, events one way; who sends is checked before a message is read.
 */
export interface Host {
  readonly name: "electron" | "chromium";
  readonly preferences: PreferencesStore;
  readonly clipboard: Clipboard;
  /** Undefined where the operating system has no store that deserves the name; known once the window is open. */
  readonly secrets: SecretStore | undefined;
  /** Shows the window; its calls go to `dispatch`. Resolves when the page is loaded. Throws HostError. */
  open(dispatch: Dispatch): Promise<void>;
  /** In order; dropped while there is no page that could hear it. */
  send(event: AnyEvent): void;
  /** One file of the person's choice, at most `maxBytes`; undefined if they choose none. Throws HostError or FileError. */
  openFile(wanted: {
    readonly extensions: readonly string[];
    readonly maxBytes: number;
  }): Promise<PickedFile | undefined>;
  /** Resolves with words for the place, or undefined if the person chose none. Throws HostError or FileError. */
  saveFile(file: SavedFile): Promise<string | undefined>;
  /**
   * A free place of the person's choice for a file too large to be handed over, and words for it;
   * undefined if they chose none. Throws HostError or FileError.
   */
  placeFor(name: string): Promise<{ readonly path: string; readonly said: string } | undefined>;
  /** The link was checked. Throws HostError `host.link_failed`. */
  openLink(url: string): Promise<void>;
  allowCamera(allowed: boolean): Promise<void>;
  /** Keeps the window out of screenshots and shared screens, or no longer; undefined where nothing can. */
  readonly hideFromCapture?: ((hidden: boolean) => void) | undefined;
  /** Hears when the machine goes to sleep or its screen is locked, where the host can tell. */
  onSleep(listener: () => void): void;
  /** Resolves once the window is gone, whoever ended it. */
  readonly closed: Promise<void>;
  /** Takes the window away; `closed` resolves too. */
  close(): Promise<void>;
}
