import { join } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const root = import.meta.dirname;

/** Languages of the window; react-aria-components brings some thirty for its own few words. */
const ARIA_LOCALES = new Set(["en-US", "de-DE", "ar-AE"]);
const ARIA_WORDS =
  /[\\/]react-(?:aria|stately|aria-components)[\\/].*[\\/]intl[\\/].*([a-z]{2}-[A-Z]{2})\.mjs$/;

/** Leaves out the words of languages that the window does not speak: react-aria falls back to en-US. */
function fewerLocales(): Plugin {
  return {
    name: "sealfolio:fewer-locales",
    enforce: "pre",
    load(id) {
      const locale = ARIA_WORDS.exec(id)?.[1];
      return locale === undefined || ARIA_LOCALES.has(locale) ? undefined : "export default {};";
    },
  };
}

/** Files of the page's own origin need no CORS, and a host's private scheme may not know it. */
function plainLinks(): Plugin {
  return {
    name: "sealfolio:plain-links",
    transformIndexHtml: { order: "post", handler: (html) => html.replaceAll(" crossorigin", "") },
  };
}

export default defineConfig({
  root: join(root, "renderer"),
  base: "./",
  publicDir: false,
  logLevel: "warn",
  plugins: [fewerLocales(), react(), tailwindcss(), plainLinks()],
  build: {
    outDir: join(root, "dist", "renderer"),
    emptyOutDir: true,
    target: "chrome130",
    sourcemap: false,
    // The policy allows no inline script and no data: fonts; a second stylesheet would come too late.
    modulePreload: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    reportCompressedSize: false,
    // What may be loaded at first is measured, gzipped (npm run bench -- launch); whoever starts is not
    // warned of that, nor of the list of well-known passphrases, which is loaded when one is typed.
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // One file for all that the first screen needs: every further one is a question to the host.
      output: { codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] } },
    },
  },
});
