import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "./temp-folder.ts";

const DOCUMENT = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tiny</title>
<link rel="icon" href="data:,"><script type="module" src="./assets/page.js"></script></head>
<body><h1>waiting</h1></body></html>`;

/** Keeps every event it hears in `heard`, and says that it runs. */
const SCRIPT = `
globalThis.heard = [];
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", (event) => violations.push(event.effectiveDirective));
sealfolio.on((event) => heard.push(event));
document.querySelector("h1").textContent = "ready";

/** What a hole in the page would try; the name of what stopped each. */
globalThis.tryToBreakOut = () => {
  const owned = "globalThis.owned = 1";
  const tries = {
    eval: () => (0, eval)(owned),
    Function: () => new Function(owned)(),
    timer: () => setTimeout(owned),
    html: () => { document.body.innerHTML = "<img src=x onerror='globalThis.owned = 1'>"; },
    write: () => document.write("<script>globalThis.owned = 1</" + "script>"),
    scriptText: () => {
      const script = document.createElement("script");
      script.textContent = owned;
      document.head.append(script);
    },
    scriptUrl: () => { document.createElement("script").src = "data:text/javascript,globalThis.owned=1"; },
    policy: () => trustedTypes.createPolicy("other", {}),
    handler: () => document.body.setAttribute("onclick", owned),
  };
  const outcome = {};
  for (const [name, attempt] of Object.entries(tries)) {
    try {
      attempt();
      outcome[name] = "ran";
    } catch (error) {
      outcome[name] = error.name;
    }
  }
  return outcome;
};
`;

/** A built page of a few lines, beside files that it must not reach; gives its folder. */
export function tinyPage(t: { after(work: () => void): void }): string {
  const root = tempFolder(t);
  const folder = join(root, "renderer");
  mkdirSync(join(folder, "assets"), { recursive: true });
  mkdirSync(join(root, "renderer-secret"));
  writeFileSync(join(folder, "index.html"), DOCUMENT);
  writeFileSync(join(folder, "assets", "page.js"), SCRIPT);
  writeFileSync(join(folder, "assets", "notes.unknown"), "no type of ours");
  writeFileSync(join(folder, ".stamp"), "{}");
  writeFileSync(join(folder, ".hidden.json"), "{}");
  writeFileSync(join(root, "outside.json"), '"outside"');
  writeFileSync(join(root, "renderer-secret", "secret.json"), '"secret"');
  if (process.platform !== "win32") {
    symlinkSync(join(root, "outside.json"), join(folder, "link.json"));
    symlinkSync(join(root, "renderer-secret"), join(folder, "linked"));
  }
  return folder;
}

/** Runs in the page what a hole in it would try, in a task of its own: a debugger's code may do more than a page's. */
export const TRY_FROM_PAGE_CODE = `(async () => {
  const outcome = await new Promise((resolve) => setTimeout(() => resolve(tryToBreakOut())));
  await new Promise((resolve) => setTimeout(resolve, 50));
  document.body.click();
  outcome.owned = String(globalThis.owned);
  return outcome;
})()`;

/** None of it worked. */
export function assertStopped(outcome: { readonly [name: string]: string }): void {
  assert.equal(outcome["owned"], "undefined");
  for (const name of ["eval", "Function", "timer", "html", "write", "scriptText", "scriptUrl", "policy"]) {
    assert.match(outcome[name] ?? "", /^(EvalError|TypeError)$/, name);
  }
}

/** Paths of a URL that lead to nothing, whichever host is asked. */
export const HOSTILE_PATHS = [
  "/../outside.json",
  "/..%2foutside.json",
  "/%2e%2e/outside.json",
  "/%2e%2e%2foutside.json",
  "/..%5coutside.json",
  "/assets/..%2f..%2foutside.json",
  "/assets/../../outside.json",
  "/../renderer-secret/secret.json",
  "/..%2frenderer-secret/secret.json",
  "/-secret/secret.json",
  "/.stamp",
  "/.hidden.json",
  "/%2ehidden.json",
  "//etc/passwd",
  "/%2fetc/passwd",
  "/C:/windows/win.ini",
  "/assets/page.js%00.png",
  "/assets/page.js::$DATA",
  "/assets/notes.unknown",
  "/assets/",
  "/assets",
  "/%zz",
  "/%c0%ae%c0%ae/outside.json",
  "/link.json",
  "/linked/secret.json",
  "/nothing.js",
  "/index.html/",
] as const;
