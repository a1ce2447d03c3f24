import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { applyLanguage, applyTheme, languageOf } from "./app/preferences.ts";
import { restrictMarkup } from "./app/trusted-types.ts";
import { client } from "./bridge/window-client.ts";
import { followMain, useApp } from "./state/app-state.ts";
import { startWords } from "./words/i18n.ts";

async function start(): Promise<void> {
  await followMain(client);
  const { app } = useApp.getState();
  const language = languageOf(app?.preferences.language);
  applyTheme(app?.preferences.theme);
  applyLanguage(language);
  await startWords(language);
  const root = document.querySelector("#app");
  if (root === null) return;
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

restrictMarkup();
void start();
