import assert from "node:assert/strict";
import { after, suite, test } from "node:test";
import type { ArgsOf } from "../../../src/contract/contract.ts";
import type { CheckedView, RequestView } from "../../../src/contract/views.ts";
import type { TestWallet } from "../../support/test-wallet.ts";
import { BIRTH_VCT, TITLE_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "land-registry", "bank"]);
const bank = world.office("bank");
const citizen = await world.citizen();
/** A parent's own certificate, and one of a child. */
const own = await world.giveBirth(citizen, world.birth("C 1/1991"));
const child = await world.giveBirth(citizen, { ...world.birth("C 2/2021"), birthdate: "2021-05-06" });
await bank.ask("registry.sync", {});
await citizen.ask("registry.sync", {});
await bank.ask("counter.listen", {});

type Ask = ArgsOf<"counter.ask">;
type Asked = Ask["credentials"][number];
type Answers = ArgsOf<"present.answer">["answers"];

const claim = (...path: string[]) => ({ path, optional: false });
const birth = (more: Partial<Asked> = {}): Asked => ({
  vct: BIRTH_VCT,
  claims: [claim("family_name"), claim("birthdate")],
  ...more,
});
const title: Asked = { vct: TITLE_VCT, claims: [claim("parcel")] };

/** What of a request would be given if the person approved all that is preselected, of these certificates. */
function preselected({ asked }: RequestView, pick: (id: string) => boolean = () => true): Answers {
  return asked.flatMap(({ query, fitting }) =>
    fitting
      .filter(({ id }) => pick(id))
      .map(({ id, leaves }) => ({ query, credential: id, approved: leaves.map(({ path }) => [...path]) })),
  );
}

interface Way {
  readonly ask: (
    asked: Pick<Ask, "credentials" | "sets">,
  ) => Promise<{ readonly id: string; readonly view: RequestView }>;
  readonly refused: (view: RequestView, answers: Answers) => Promise<string>;
  readonly answer: (
    asked: { readonly id: string; readonly view: RequestView },
    answers: Answers,
    despite?: boolean,
  ) => Promise<CheckedView>;
}

const WHOLE = { purpose: "identity-check", validFor: 600 };

const carried = (holder: TestWallet): Way => ({
  ask: async (asked) => {
    const { id, request } = await bank.ask("counter.ask", { ...WHOLE, ...asked });
    return { id, view: await holder.ask("present.preview", { request }) };
  },
  refused: (view, answers) =>
    holder.refused("present.answer", { request: view.request, answers, despiteWarnings: false }),
  answer: async ({ view }, answers, despiteWarnings = false) => {
    const given = { request: view.request, answers, despiteWarnings };
    return await bank.ask("counter.check", await holder.ask("present.answer", given));
  },
});

const byLink = (holder: TestWallet): Way => ({
  ask: async (asked) => {
    const link = { prefix: "x509_hash", encrypted: true } as const;
    const made = await bank.ask("counter.ask", { ...WHOLE, ...asked, byLink: link });
    return { id: made.id, view: await holder.ask("present.preview", { request: made.link ?? "" }) };
  },
  refused: (view, answers) =>
    holder.refused("present.send", { request: view.request, answers, despiteWarnings: false }),
  answer: async ({ id, view }, answers, despiteWarnings = false) => {
    await holder.ask("present.send", { request: view.request, answers, despiteWarnings });
    const { checked } = await bank.ask("counter.case", { id });
    assert.ok(checked !== undefined);
    return checked;
  },
});

const namesShown = ({ shown }: CheckedView): readonly (readonly string[])[] =>
  shown.map((claims) => claims.map(({ path }) => path.join("/")).toSorted());
const valuesShown = ({ shown }: CheckedView, name: string): readonly unknown[] =>
  shown.map((claims) => claims.find(({ path }) => path[0] === name)?.value).toSorted();

for (const [name, way] of [
  ["carried by code or file", carried(citizen)],
  ["by link", byLink(citizen)],
] as const) {
  suite(`what a counter can ask for, ${name}`, () => {
    test("several certificates of a kind: each that the person agrees to, once, and no other claim of it", async () => {
      const asked = await way.ask({ credentials: [birth({ multiple: true })] });
      assert.equal(asked.view.asked[0]?.multiple, true);
      const both = preselected(asked.view);
      assert.deepEqual(new Set(both.map(({ credential }) => credential)), new Set([own.id, child.id]));
      const checked = await way.answer(asked, both);
      assert.equal(checked.verdict.outcome, "valid");
      assert.deepEqual(
        namesShown(checked),
        both.map(({ approved }) => approved.map((path) => path.join("/")).toSorted()),
      );
      assert.deepEqual(valuesShown(checked, "birthdate"), ["1991-03-14", "2021-05-06"]);
      const one = await way.ask({ credentials: [birth()] });
      assert.equal(one.view.asked[0]?.multiple, undefined);
      assert.equal(await way.refused(one.view, preselected(one.view)), "presentation.not_asked");
      const twice = await way.ask({ credentials: [birth({ multiple: true })] });
      const [first] = preselected(twice.view);
      assert.ok(first !== undefined);
      assert.equal(await way.refused(twice.view, [first, first]), "presentation.not_asked");
    });

    test("only what has one of the values that are named", async () => {
      const claims = [{ ...claim("birthdate"), values: ["2021-05-06", "2022-01-01"] }];
      const asked = await way.ask({ credentials: [birth({ claims })] });
      assert.deepEqual(
        asked.view.asked[0]?.fitting.map(({ id }) => id),
        [child.id],
      );
      const checked = await way.answer(asked, preselected(asked.view));
      assert.equal(checked.verdict.outcome, "valid");
      assert.deepEqual(valuesShown(checked, "birthdate"), ["2021-05-06"]);
      const others = [{ query: "document0", credential: own.id, approved: [["birthdate"]] }];
      assert.equal(await way.refused(asked.view, others), "presentation.incomplete");
    });

    test("one kind or another, and one besides if the person likes", async () => {
      const credentials = [title, birth(), birth({ claims: [claim("given_name")] })];
      const sets = [
        { options: [[0], [1]], required: true },
        { options: [[2]], required: false },
      ];
      const asked = await way.ask({ credentials, sets });
      assert.deepEqual(
        asked.view.sets,
        sets.map(({ options, required }) => ({
          options: options.map((option) => option.map((at) => `document${at}`)),
          required,
        })),
      );
      const answers = preselected(asked.view, (id) => id === own.id);
      assert.deepEqual(
        answers.map(({ query }) => query),
        ["document1", "document2"],
        "no title is held",
      );
      const onlyBesides = answers.filter(({ query }) => query === "document2");
      assert.match(await way.refused(asked.view, onlyBesides), /^present(ation)?\./);
      const needed = answers.filter(({ query }) => query === "document1");
      const checked = await way.answer(asked, needed, true);
      assert.equal(checked.verdict.outcome, "valid");
      assert.deepEqual(namesShown(checked), [["birthdate", "family_name"]]);
    });

    test("what certificates of the registry's offices cannot answer: an authority of another trust", async () => {
      const { view } = await way.ask({ credentials: [birth({ authorities: ["AAAA"] })] });
      assert.deepEqual(view.asked[0]?.fitting, []);
    });

    test("over-asking is marked, claim by claim, and answered only by who was told", async () => {
      const claims = [claim("family_name"), claim("registered_on"), claim("parent_2")];
      const asked = await way.ask({ credentials: [birth({ claims })] });
      assert.equal(asked.view.overAsking, true);
      assert.deepEqual(
        asked.view.asked[0]?.claims.map(({ path, overAsked }) => [path.join("/"), overAsked]),
        [
          ["family_name", false],
          ["registered_on", true],
          // Accredited for the parent's name alone.
          ["parent_2", true],
        ],
      );
      const answers = preselected(asked.view, (id) => id === own.id);
      assert.equal(await way.refused(asked.view, answers), "present.over_asking");
      const less = answers.map((one) => ({ ...one, approved: [["family_name"]] }));
      assert.equal(await way.refused(asked.view, less), "present.over_asking");
      const checked = await way.answer(asked, answers, true);
      assert.equal(checked.verdict.outcome, "valid", "what was agreed to is given");
    });
  });
}

test("what stands behind a certificate is asked for by whom the counter trusts, and only such a one fits", async () => {
  const civil = world.office("civil-registry");
  const { certificate } = await civil.ask("offers.certificate", {});
  const [{ keyId = "" } = {}] = await bank.ask("trust.look", { file: certificate });
  const collector = await world.citizen("collector");
  await world.giveBirth(collector, world.birth("C 3/1991"));
  // What is collected names its issuer by certificate; what is handed over names the registry alone.
  const claims = world.birth("C 4/1991");
  const wish = { type: "birth-certificate", claims, waits: 3600, withCode: false } as const;
  const offer = await civil.ask("offers.create", { ...wish, format: "dc+sd-jwt" });
  const { id } = await collector.ask("receive.open", { offer: offer.link ?? "" });
  await collector.ask("receive.fetch", { id });
  await collector.ask("receive.keep", { id });
  await bank.ask("registry.sync", {});
  const way = carried(collector);
  const asked = await way.ask({ credentials: [birth({ authorities: ["AAAA", keyId] })] });
  const answers = preselected(asked.view);
  assert.equal(answers.length, 1);
  const held = await collector.ask("holder.list", {});
  const collected = held.find((one) => one.claims.some(({ value }) => value === "C 4/1991"));
  assert.equal(answers[0]?.credential, collected?.id);
  assert.equal((await way.answer(asked, answers)).verdict.outcome, "valid");
});

test("alternatives that do not fit what is asked for are refused before anything is signed", async () => {
  const credentials = [birth(), birth()];
  for (const sets of [[{ options: [[0]], required: true }], [{ options: [[0, 2], [1]], required: true }]]) {
    assert.equal(await bank.refused("counter.ask", { ...WHOLE, credentials, sets }), "presentation.query");
  }
});
