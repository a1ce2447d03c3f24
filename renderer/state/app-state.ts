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

/**
 * What main answers and what it tells by itself overtake each other on their way. So an answer is taken if
 * nothing was told since it was asked for, else it is asked for again; of several questions the newest counts.
 */
class Question {
  readonly #read: (client: Client) => Promise<() => void>;
  #asked = 0;
  #told = 0;
  #newest: Promise<void> = Promise.resolve();

  /** `read` asks, and answers how to take what came. */
  constructor(read: (client: Client) => Promise<() => void>) {
    this.#read = read;
  }

  /** What is known now is newer than any answer on its way. */
  told(): void {
    this.#told++;
  }

  /** From now on: whether something was told meanwhile. */
  watch(): () => boolean {
    const before = this.#told;
    return () => this.#told !== before;
  }

  ask(client: Client): Promise<void> {
    return (this.#newest = this.#run(client, ++this.#asked));
  }

  async #run(client: Client, mine: number): Promise<void> {
    for (;;) {
      const told = this.#told;
      const take = await this.#read(client);
      if (mine !== this.#asked) return this.#newest;
      if (told === this.#told) return take();
    }
  }
}

const APP = new Question(async (client) => {
  const answer = await client.call("app.status", {});
  return () => {
    if (answer.ok) useApp.setState({ app: answer.value, failure: undefined });
    else useApp.setState({ failure: answer.code });
  };
});

/** How often the registry's state was told, which goes on through every sync. */
let registryTold = 0;

const WALLET = new Question(async (client) => {
  const before = registryTold;
  const answer = await client.call("wallet.status", {});
  return () => {
    if (!answer.ok) return useApp.setState({ failure: answer.code });
    const known = before === registryTold ? undefined : useApp.getState().wallet?.registry;
    const isOpen = answer.value.registry !== undefined && known !== undefined;
    takeWallet(isOpen ? { ...answer.value, registry: known } : answer.value);
  };
});

/** Asks main how things stand. */
export async function refreshApp(client: Client): Promise<void> {
  await Promise.all([APP.ask(client), WALLET.ask(client)]);
}

/** Follows main from here on; resolves when it has answered for the first time. */
export async function followMain(client: Client): Promise<void> {
  client.on("wallet.changed", takeWallet);
  client.on("registry.changed", (registry) => {
    registryTold++;
    useApp.setState(({ wallet }) => ({ wallet: wallet && { ...wallet, registry } }));
  });
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

function takeWallet(wallet: WalletView): void {
  WALLET.told();
  const { waitSeconds = 0 } = wallet;
  useApp.setState({ wallet, waitUntil: waitSeconds === 0 ? 0 : Math.ceil(Date.now() / 1000) + waitSeconds });
}

/**
 * To be called before an act that changes the wallet; what it returns takes over the act's answer. Where
 * something was told meanwhile, as that it was locked again, main is asked how it stands.
 */
export function awaitWallet(client: Client): (wallet: WalletView) => void {
  const wasTold = WALLET.watch();
  return (wallet) => (wasTold() ? void WALLET.ask(client) : takeWallet(wallet));
}

export function takeApp(app: AppView): void {
  APP.told();
  useApp.setState({ app });
}

export function takePreferences(preferences: PreferencesView): void {
  APP.told();
  useApp.setState(({ app }) => ({ app: app && { ...app, preferences } }));
}
