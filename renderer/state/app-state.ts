import { create } from "zustand";
import type { AppView, PreferencesView } from "../../src/contract/calls/app.ts";
import type { ProgressView } from "../../src/contract/events.ts";
import type { WalletView } from "../../src/contract/views.ts";
import type { CallCode } from "../../src/words/codes/code.ts";
import type { Client } from "../bridge/client.ts";

/**
 * What every screen may look at. Nothing that only an open wallet may show is kept here: screens read
 * that themselves (bridge/use-read.ts), and locking takes the screens down with all they hold.
 */
export interface AppState {
  /** Undefined until main has answered for the first time. */
  readonly app: AppView | undefined;
  readonly wallet: WalletView | undefined;
  /** POSIX seconds from which on another passphrase may be tried. */
  readonly waitUntil: number;
  /** Why main did not answer at the start. */
  readonly failure: CallCode | undefined;
  /** Long works under way, by the kind of work. */
  readonly works: { readonly [work in ProgressView["work"]]?: ProgressView };
}

export const useApp = create<AppState>()(() => ({
  app: undefined,
  wallet: undefined,
  waitUntil: 0,
  failure: undefined,
  works: {},
}));

async function readApp(client: Client): Promise<void> {
  const answer = await client.call("app.status", {});
  if (answer.ok) useApp.setState({ app: answer.value, failure: undefined });
  else useApp.setState({ failure: answer.code });
}

async function readWallet(client: Client): Promise<void> {
  const answer = await client.call("wallet.status", {});
  if (answer.ok) takeWallet(answer.value);
  else useApp.setState({ failure: answer.code });
}

/** Asks main how things stand. */
export async function refreshApp(client: Client): Promise<void> {
  await Promise.all([readApp(client), readWallet(client)]);
}

/** Follows main from here on; resolves when it has answered for the first time. */
export async function followMain(client: Client): Promise<void> {
  client.on("wallet.changed", takeWallet);
  client.on("registry.changed", (registry) =>
    useApp.setState(({ wallet }) => ({ wallet: wallet && { ...wallet, registry } })),
  );
  client.on("app.changed", () => void refreshApp(client));
  client.on("progress", (progress) =>
    useApp.setState(({ works }) => {
      const { [progress.work]: _, ...others } = works;
      const isOver = progress.total > 0 && progress.done >= progress.total;
      return { works: isOver ? others : { ...others, [progress.work]: progress } };
    }),
  );
  await refreshApp(client);
}

/** Takes over what a call answered, without waiting for the event that tells the same. */
export function takeWallet(wallet: WalletView): void {
  const { waitSeconds = 0 } = wallet;
  useApp.setState({ wallet, waitUntil: waitSeconds === 0 ? 0 : Math.ceil(Date.now() / 1000) + waitSeconds });
}

export function takeApp(app: AppView): void {
  useApp.setState({ app });
}

export function takePreferences(preferences: PreferencesView): void {
  useApp.setState(({ app }) => ({ app: app && { ...app, preferences } }));
}
