// The program as `npm start` runs it in an installed browser, without a window; its first line says
// that its page can be used, and what the page had fetched until then. Then it ends.
import { show } from "../../host/chromium/main.ts";
import { readOptions } from "../../host/options.ts";

/** Paths of all that the page consists of so far. */
const FETCHED = `["/", ...performance.getEntriesByType("resource").map(({ name }) => new URL(name).pathname)]`;

const LOOK_MS = 2;
const PATIENCE_MS = 60_000;

const [path = "", usable = "", ...args] = process.argv.slice(2);
await show(path, readOptions(args), (host) => {
  const looking = setInterval(() => {
    const { page } = host;
    if (page === undefined) return;
    clearInterval(looking);
    const field = page.locator(usable);
    void field
      .waitFor({ timeout: PATIENCE_MS })
      .then(() => process.stdout.write("usable\n"))
      .then(() => page.waitForLoadState("networkidle"))
      .then(() => page.evaluate(FETCHED))
      .then((fetched) => process.stdout.write(`${JSON.stringify(fetched)}\n`))
      .finally(() => host.close());
  }, LOOK_MS);
});
process.exit(0);
