import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { PAGE_POLICY } from "../../../src/contract/page-policy.ts";
import { literalTexts } from "../../support/literal-texts.ts";
import { sourceFiles } from "../../support/source-files.ts";

const components = sourceFiles("renderer/**/*.tsx");
const sources = sourceFiles("renderer/**/*.ts", "renderer/**/*.tsx");

describe("texts in components", () => {
  it("stand in the tables of words, none in the components themselves", () => {
    assert.ok(components.length > 40);
    assert.deepEqual(
      components.flatMap(({ path, text }) => literalTexts(path, text)),
      [],
    );
  });

  const spoken = [
    "<p>Hello</p>",
    "<p>{busy ? 'Wait' : undefined}</p>",
    "<p>{busy && `Wait ${n}`}</p>",
    '<Field label="Name" />',
    "<img alt={'Portrait'} />",
    '<Notice title={bad ? "Lost" : t("found")} />',
    "<><b>و</b></>",
  ];
  for (const text of spoken) {
    it(`are noticed: ${text}`, () => assert.equal(literalTexts("a.tsx", `x = ${text};`).length, 1));
  }

  const silent = [
    '<p className="text dim" id="lead">{t("lead")}</p>',
    "<p>{a} · {b}</p>",
    '<input name="q" type="search" />',
    "<code>vault.wait</code>",
    "<Page title={t('title')} />",
  ];
  for (const text of silent) {
    it(`are not seen where there are none: ${text}`, () =>
      assert.deepEqual(literalTexts("a.tsx", `x = ${text};`), []));
  }
});

describe("sources of the window", () => {
  it("place things along the line of reading, not to the left or right", () => {
    const PHYSICAL =
      /(?<![\w-])(?:-?m[lr]-|p[lr]-|left-|right-|text-left|text-right|border-[lr]\b|rounded-[lr]\b|rounded-[tb][lr]\b|float-|(?:margin|padding|border)-?(?:left|right|Left|Right))/;
    const found = sources.flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i) => (PHYSICAL.test(line) ? [`${path}:${i + 1} ${line.trim()}`] : [])),
    );
    assert.deepEqual(found, []);
  });

  it("use no colour but the named ones", () => {
    const found = components.flatMap(({ path, text }) =>
      [...text.matchAll(/#[0-9a-f]{6}/gi)].map(([colour]) => `${path} ${colour}`),
    );
    assert.deepEqual(found, []);
  });

  it("have default exports only where a screen is loaded by its place", () => {
    const found = sources.filter(
      ({ path, text }) => /^export default/m.test(text) && !path.includes("/screens/"),
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });

  it("reach main by the client alone", () => {
    const found = sources.filter(
      ({ path, text }) => /\bwindow\.sealfolio\b/.test(text) && path !== "renderer/bridge/window-client.ts",
    );
    assert.deepEqual(
      found.map(({ path }) => path),
      [],
    );
  });
});

describe("the page's policy", () => {
  it("allows the one style element that react-aria puts into the page, as that stands in the library", () => {
    const [file] = sourceFiles("node_modules/react-aria/dist/private/interactions/usePress.mjs");
    const library = file?.text ?? assert.fail();
    const attribute = /PRESSABLE_ATTRIBUTE = '([^']+)'/.exec(library)?.[1] ?? assert.fail();
    const template = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(library)?.[1] ?? assert.fail();
    const style = template.replace(/\$\{[^}]*\}/, attribute).trim();
    const hash = createHash("sha256").update(style).digest("base64");
    assert.ok(PAGE_POLICY.includes(`style-src 'self' 'sha256-${hash}'`));
  });

  it("allows nothing that would let text become code, and no way out", () => {
    assert.doesNotMatch(PAGE_POLICY, /unsafe|\*|https?:|strict-dynamic/);
    for (const part of [
      "default-src 'none'",
      "script-src 'self'",
      "connect-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
      "trusted-types default decoder",
    ]) {
      assert.ok(PAGE_POLICY.split("; ").includes(part), part);
    }
  });
});
