import type { CheckedView, RequestView } from "../../../src/contract/views.ts";
import { forbidNetwork } from "../../doors/network-guard.ts";
import { Attacker, changeCharacter } from "../attacker.ts";
import { expect, expectEqual, type Step } from "../step.ts";
import { catalogueType, type World } from "../world.ts";
import { idCardClaims } from "./issue.ts";

const ASKED = [["age_over_18"], ["portrait"]];

/** The counter's request for "over 18 and portrait". */
export async function askForAge(world: World): Promise<string> {
  const { request } = await world.wallet("bank").ask("counter.ask", {
    purpose: "age-check",
    credentials: [
      { vct: catalogueType("id-card").vct, claims: ASKED.map((path) => ({ path, optional: false })) },
    ],
    validFor: 600,
  });
  return request;
}

/** The citizen approves what would leave, and nothing else. */
async function approve(world: World, view: RequestView, despiteWarnings: boolean): Promise<string> {
  const answers = view.asked.map(({ query, fitting: [first] }) => {
    expect(first !== undefined, "the citizen holds what is asked for");
    return { query, credential: first.id, approved: first.leaves.map(({ path }) => [...path]) };
  });
  const { request } = view;
  const answer = await world.wallet("citizen").ask("present.answer", { request, answers, despiteWarnings });
  return answer.response;
}

/** Ask, show, approve, check: a whole visit; despite warnings where the card may have ended. */
export async function visit(
  world: World,
  despiteWarnings = false,
): Promise<CheckedView & { readonly response: string }> {
  const request = await askForAge(world);
  const view = await world.wallet("citizen").ask("present.preview", { request });
  expectEqual(view.asker.state, "accredited", `asker (${view.asker.code})`);
  const response = await approve(world, view, despiteWarnings);
  return { ...(await world.wallet("bank").ask("counter.check", { response })), response };
}

/** Runs with every socket forbidden, and fails if one was so much as tried. */
export async function withoutNetwork<T>(world: World, work: () => Promise<T>): Promise<T> {
  const guard = forbidNetwork();
  world.isOffline = true;
  try {
    const result = await work();
    expectEqual(guard.attempts(), 0, "attempts to open a socket");
    return result;
  } finally {
    world.isOffline = false;
    guard.release();
  }
}

export const presentOffline: Step<World> = {
  name: "With the network off, the counter asks for age and portrait and gets a valid answer",
  run: async (world) => {
    await world.wallet("bank").ask("registry.sync", {});
    return await withoutNetwork(world, async () => {
      const request = await askForAge(world);
      const view = await world.wallet("citizen").ask("present.preview", { request });
      expectEqual(view.asker.state, "accredited", `asker (${view.asker.code})`);
      expectEqual(view.asker.office, "bank", "who asks");
      expectEqual(view.overAsking, false, "over-asking");
      const leaves = view.asked[0]?.fitting[0]?.leaves.map(({ path }) => path.join("/")).sort() ?? [];
      expectEqual(leaves.join(", "), "age_over_18, portrait", "what would leave");
      const response = await approve(world, view, false);
      const { verdict } = await world.wallet("bank").ask("counter.check", { response });
      expectEqual(
        verdict.outcome,
        "valid",
        verdict.checks.find(({ result }) => result !== "passed")?.code ?? "verdict",
      );
      const shown = Object.keys(verdict.documents[0]?.claims ?? {}).filter(
        (name) => !["iss", "iat", "exp", "vct", "cnf", "status"].includes(name),
      );
      expectEqual(shown.sort().join(", "), "age_over_18, portrait", "what the counter learnt");
      world.memory.put("response", response);
      return `valid by ${verdict.checks.length} named checks, data ${verdict.age?.seconds ?? -1} s old, 0 sockets`;
    });
  },
};

export const replay: Step<World> = {
  name: "The same answer again is refused",
  run: async (world) => {
    const code = await world
      .wallet("bank")
      .refused("counter.check", { response: world.memory.get("response") });
    expectEqual(code, "presentation.replayed", "code");
    return code;
  },
};

/** Somebody with a real ID card of their own, and a program that keeps to no rule. */
async function newAttacker(world: World): Promise<Attacker> {
  const attacker = new Attacker();
  const { vct } = catalogueType("id-card");
  const request = attacker.keyRequest(world.registry.registry, "identity-office", vct);
  const claims = { ...idCardClaims(), given_name: "Mallory", document_number: "L01X 00M13" };
  const { row, delivery } = await world
    .wallet("identity-office")
    .ask("office.issue", { type: "id-card", request, claims });
  expectEqual(row.code ?? row.state, "sealed", "the attacker's own card");
  await attacker.take(delivery ?? "");
  await world.wallet("bank").ask("registry.sync", {});
  return attacker;
}

/** The outcome at the counter of an answer that holds `change`d text; a refusal counts by its code. */
async function judge(
  world: World,
  attacker: Attacker,
  change: (presentation: string) => string,
): Promise<string> {
  const bank = world.wallet("bank");
  const request = await askForAge(world);
  const response = await attacker.answer(request, change(attacker.present(request)));
  const { verdict } = await bank.ask("counter.check", { response });
  return verdict.outcome === "not valid"
    ? (verdict.checks.find(({ result }) => result === "failed")?.code ?? "")
    : verdict.outcome;
}

const CHANGES = 48;

export const changedByte: Step<World> = {
  name: "A presentation changed by one byte, anywhere, is not valid",
  run: async (world) => {
    const attacker = await newAttacker(world);
    expectEqual(await judge(world, attacker, (text) => text), "valid", "unchanged");
    const codes = new Set<string>();
    for (let i = 0; i < CHANGES; i++) {
      const code = await judge(world, attacker, (text) => {
        // Spread over the whole text, first and last character included.
        return changeCharacter(text, Math.floor((i * (text.length - 1)) / (CHANGES - 1)));
      });
      expect(code !== "valid" && code !== "cannot tell", `change ${i} was ${code}`);
      codes.add(code);
    }
    const sent = await attacker.answer(await askForAge(world), "x~");
    const broken = changeCharacter(sent, Math.floor(sent.length / 2));
    codes.add(await world.wallet("bank").refused("counter.check", { response: broken }));
    const unbound = await judge(world, attacker, (text) => text.slice(0, text.lastIndexOf("~") + 1));
    expectEqual(unbound, "holder_bound.missing", "without holder binding");
    return `${CHANGES} places changed; without holder binding: ${unbound}; codes: ${[...codes].sort().join(", ")}`;
  },
};

export const unaccreditedAsker: Step<World> = {
  name: "An asker who is not accredited is shown as such, and gets nothing unasked",
  run: async (world) => {
    const attacker = new Attacker();
    const citizen = world.wallet("citizen");
    const { vct } = catalogueType("id-card");
    const seen: string[] = [];
    // A name that nobody has, the bank's name with a stranger's key.
    for (const office of ["betting-shop", "bank"]) {
      const request = attacker.ask(world.registry.registry, office, vct, [["family_name"]]);
      const view = await citizen.ask("present.preview", { request });
      expect(view.asker.state !== "accredited", "a stranger is not accredited");
      expectEqual(view.asker.name, undefined, "no name is shown that nobody proved");
      const [first] = view.asked[0]?.fitting ?? [];
      const answers = [
        { query: view.asked[0]?.query ?? "", credential: first?.id ?? "", approved: [["family_name"]] },
      ];
      const code = await citizen.refused("present.answer", { request, answers, despiteWarnings: false });
      expect(code === "present.asker_not_accredited" || code === "present.refused", `code was ${code}`);
      seen.push(`${view.asker.state}: ${view.asker.code}`);
    }
    return seen.join("; ");
  },
};
