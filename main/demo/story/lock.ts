import { expect, expectEqual, type Step } from "../step.ts";
import type { World } from "../world.ts";

export const lockAndReopen: Step<World> = {
  name: "Locked, unlocked, closed and opened again: everything is still there",
  run: async (world) => {
    const citizen = world.wallet("citizen");
    const before = await citizen.ask("holder.list", {});
    await citizen.ask("wallet.lock", {});
    expectEqual(await citizen.refused("holder.list", {}), "call.locked", "a locked wallet");
    await citizen.ask("wallet.unlock", { passphrase: citizen.passphrase });
    citizen.close();
    citizen.reopen();
    expectEqual((await citizen.ask("wallet.status", {})).state, "locked", "after opening");
    await citizen.ask("wallet.unlock", { passphrase: citizen.passphrase });
    const after = await citizen.ask("holder.list", {});
    const names = (list: typeof before): string =>
      list
        .map(({ commitment }) => commitment)
        .sort()
        .join();
    expectEqual(names(after), names(before), "certificates");
    const activity = await citizen.ask("activity.list", { limit: 1000 });
    expect(
      activity.some(({ kind }) => kind === "presentation"),
      "the log knows of presentations",
    );
    return `${after.length} certificates, ${activity.length} lines of activity`;
  },
};

export const wrongPassphrase: Step<World> = {
  name: "A wrong passphrase says so and changes nothing",
  run: async (world) => {
    const citizen = world.wallet("citizen");
    const count = (await citizen.ask("holder.list", {})).length;
    await citizen.ask("wallet.lock", {});
    const code = await citizen.refused("wallet.unlock", { passphrase: "not the passphrase" });
    expectEqual(code, "vault.wrong_passphrase", "code");
    await citizen.ask("wallet.unlock", { passphrase: citizen.passphrase });
    expectEqual((await citizen.ask("holder.list", {})).length, count, "certificates");
    return code;
  },
};
