// The program as `npm start` runs it in an installed browser, without a window: opens the office's
// wallet, goes to its register, scrolls through it, and says how many frames were drawn and dropped.
import { show } from "../../host/chromium/main.ts";
import { readOptions } from "../../host/options.ts";

const PATIENCE_MS = 30 * 60_000;

/** Milliseconds between frames while `each` does something in every one of them, for so many frames. */
const WATCH = `
  const watch = (frames, each) => new Promise((resolve) => {
    const gaps = [];
    let last;
    const frame = (now) => {
      if (last !== undefined) gaps.push(now - last);
      last = now;
      if (gaps.length >= frames) return resolve(gaps);
      each(gaps.length);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });`;

/** First nothing, for what a frame takes here; then a wheel turned steadily, then the bar dragged. */
const SCROLL = `(async () => {
  ${WATCH}
  const grid = document.querySelector("[role=grid]");
  const idle = await watch(120, () => {});
  const wheel = await watch(360, () => { grid.scrollTop += 53; });
  const whole = grid.scrollHeight - grid.clientHeight;
  const drag = await watch(360, (frame) => { grid.scrollTop = (whole * frame) / 360; });
  return { idle, scrolled: [...wheel, ...drag] };
})()`;

const [path = "", passphrase = "", ...args] = process.argv.slice(2);
await show(path, readOptions(args), (host) => {
  const looking = setInterval(() => {
    const { page } = host;
    if (page === undefined) return;
    clearInterval(looking);
    const measure = async (): Promise<void> => {
      page.setDefaultTimeout(PATIENCE_MS);
      await page.locator("input[type=password]").fill(passphrase);
      await page.keyboard.press("Enter");
      await page.locator("nav").first().waitFor();
      await page.evaluate(`location.hash = "#/register"`);
      await page.locator("[role=grid] [role=rowheader]").first().waitFor();
      process.stdout.write(`${JSON.stringify(await page.evaluate(SCROLL))}\n`);
    };
    void measure().finally(() => host.close());
  }, 5);
});
process.exit(0);
