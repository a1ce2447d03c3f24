import assert from "node:assert/strict";
import { test } from "node:test";
import type { Client } from "../../../renderer/bridge/client.ts";
import {
  awaitWallet,
  followMain,
  refreshApp,
  takePreferences,
  useApp,
} from "../../../renderer/state/app-state.ts";
import type { AppView } from "../../../src/contract/calls/app.ts";
import type { WalletView } from "../../../src/contract/views.ts";

const wallet = (state: string): WalletView => ({ state }) as unknown as WalletView;
const app = (language: string): AppView => ({ preferences: { language } }) as unknown as AppView;

/** A client whose answers wait until they are let go, with what main knew when it was asked. */
function slowMain() {
  let now = { app: app("en"), wallet: wallet("locked") };
  const waiting: (() => void)[] = [];
  const client = {
    call: (name: string) => {
      const value = name === "app.status" ? now.app : now.wallet;
      return new Promise((done) => {
        waiting.push(() => done({ ok: true, value }));
      });
    },
  } as unknown as Client;
  return {
    client,
    become: (next: Partial<typeof now>) => void (now = { ...now, ...next }),
    /** Lets the answers go that wait now, by the places they were asked at. */
    letGo: async (...at: readonly number[]) => {
      for (const one of at) waiting[one]?.();
      await new Promise((done) => {
        setImmediate(done);
      });
    },
    asked: () => waiting.length,
  };
}

const stands = () => {
  const { app: seen, wallet: open } = useApp.getState();
  return [seen?.preferences.language, (open as { state?: string } | undefined)?.state];
};

test("an answer that was asked for before main told something newer does not undo that", async () => {
  const main = slowMain();
  const done = refreshApp(main.client);
  assert.equal(main.asked(), 2);
  main.become({ app: app("ar"), wallet: wallet("open") });
  awaitWallet(main.client)(wallet("open"));
  useApp.setState({ app: app("en") });
  takePreferences({ language: "ar" } as never);
  await main.letGo(0, 1);
  assert.deepEqual(stands(), ["ar", "open"]);
  // What was on its way is asked for once more, and then counts.
  assert.equal(main.asked(), 4);
  main.become({ app: app("de") });
  await main.letGo(2, 3);
  await done;
  assert.deepEqual(stands(), ["ar", "open"]);
});

test("an act's answer does not undo what was told after it: a wallet locked again stays locked", async () => {
  const told: { [name: string]: (payload: never) => void } = {};
  const main = slowMain();
  const client = {
    ...main.client,
    on: (name: string, hear: (payload: never) => void) => void (told[name] = hear),
  };
  void followMain(client as unknown as Client);
  await main.letGo(0, 1);
  const unlocked = awaitWallet(client as unknown as Client);
  unlocked(wallet("open"));
  assert.equal(stands()[1], "open");
  const late = awaitWallet(client as unknown as Client);
  main.become({ wallet: wallet("locked") });
  told["wallet.changed"]?.(wallet("locked") as never);
  late(wallet("open"));
  assert.equal(stands()[1], "locked");
  // Main is asked, and what it says now counts.
  assert.equal(main.asked(), 3);
  main.become({ wallet: wallet("open") });
  await main.letGo(2);
  assert.equal(stands()[1], "locked");
});

test("of two questions the newest is answered, in whatever order the answers come", async () => {
  const main = slowMain();
  const first = refreshApp(main.client);
  main.become({ app: app("de"), wallet: wallet("open") });
  const second = refreshApp(main.client);
  await main.letGo(2, 3);
  await second;
  assert.deepEqual(stands(), ["de", "open"]);
  await main.letGo(0, 1);
  await first;
  assert.deepEqual(stands(), ["de", "open"]);
});

test("who asked first waits until the newest question is answered", async () => {
  const main = slowMain();
  let isOver = false;
  const first = refreshApp(main.client).then(() => (isOver = true));
  void refreshApp(main.client);
  await main.letGo(0, 1);
  assert.equal(isOver, false);
  await main.letGo(2, 3);
  await first;
  assert.equal(isOver, true);
});
