import { join } from "node:path";
import type { AnyEvent, EventName, Events } from "../../src/contract/events.ts";
import type { Host, PickedFile, SavedFile, SecretStore } from "../../main/app/host.ts";

/** A host without a window: what is sent is kept, and what a person would do is set beforehand. */
export class FakeHost implements Host {
  readonly name = "chromium";
  secrets: SecretStore | undefined;
  readonly events: AnyEvent[] = [];
  readonly opened: string[] = [];
  readonly saved: SavedFile[] = [];
  /** What the clipboard holds; an error where it cannot be reached. */
  copied: string | Error = "";
  readonly clipboard = {
    write: async (text: string): Promise<void> => {
      if (this.copied instanceof Error) throw this.copied;
      this.copied = text;
    },
    clear: async (text: string): Promise<boolean> => {
      if (this.copied instanceof Error) throw this.copied;
      if (this.copied !== text) return false;
      this.copied = "";
      return true;
    },
  };
  kept: unknown = undefined;
  picks: PickedFile | Error | undefined;
  camera = false;
  closes = 0;
  /** Each time it was said whether pictures of the screen may show the window. */
  readonly hidden: boolean[] = [];
  hideFromCapture: ((hidden: boolean) => void) | undefined = (hidden) => void this.hidden.push(hidden);
  sleep: () => void = () => {};
  readonly closed = new Promise<void>(() => {});
  readonly preferences = {
    read: () => this.kept,
    write: (value: unknown) => void (this.kept = value),
  };
  open(): Promise<void> {
    return Promise.resolve();
  }
  send(event: AnyEvent): void {
    this.events.push(event);
  }
  openFile(): Promise<PickedFile | undefined> {
    return this.picks instanceof Error ? Promise.reject(this.picks) : Promise.resolve(this.picks);
  }
  saveFile(file: SavedFile): Promise<string | undefined> {
    this.saved.push(file);
    return Promise.resolve(`Downloads/${file.name}`);
  }
  /** Where large files go; none chosen while it is undefined. */
  place: string | undefined;
  placeFor(name: string): Promise<{ readonly path: string; readonly said: string } | undefined> {
    const { place } = this;
    return Promise.resolve(
      place === undefined ? undefined : { path: join(place, name), said: `Downloads/${name}` },
    );
  }
  openLink(url: string): Promise<void> {
    this.opened.push(url);
    return Promise.resolve();
  }
  allowCamera(allowed: boolean): Promise<void> {
    this.camera = allowed;
    return Promise.resolve();
  }
  onSleep(listener: () => void): void {
    this.sleep = listener;
  }
  close(): Promise<void> {
    this.closes++;
    return Promise.resolve();
  }

  /** Payloads of one event, oldest first. */
  told<Name extends EventName>(name: Name): readonly Events[Name][] {
    return this.events.flatMap((event) => (event.name === name ? [event.payload as Events[Name]] : []));
  }
}
