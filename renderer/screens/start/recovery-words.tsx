import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRead } from "../../bridge/use-read.ts";
import { client } from "../../bridge/window-client.ts";
import { Failure } from "../../parts/failure.tsx";
import { awaitWallet } from "../../state/app-state.ts";
import { StartPage } from "./start-page.tsx";
import { useLockKey } from "./use-lock-key.ts";
import { WordsAsked } from "./words-asked.tsx";
import { WordsShown } from "./words-shown.tsx";

/** Forgets the words: the person will make new ones when they have paper at hand. */
async function putOff(): Promise<void> {
  const take = awaitWallet(client);
  const answer = await client.call("wallet.recovery_later", {});
  if (answer.ok) take(answer.value);
}

/** New recovery words, shown once; then three of them are asked back. */
export default function RecoveryWords() {
  const { t } = useTranslation("start");
  const shown = useRead("wallet.recovery_words", {});
  const [isAsking, setAsking] = useState(false);
  useLockKey();
  return (
    <StartPage
      key={isAsking ? "ask" : "look"}
      title={t(isAsking ? "words.ask_title" : "words.title")}
      lead={t(isAsking ? "words.ask_lead" : "words.lead")}
      isRoomy
    >
      <Failure code={shown.code} />
      {shown.value !== undefined &&
        (isAsking ? (
          <WordsAsked places={shown.value.ask} onBack={() => setAsking(false)} />
        ) : (
          <WordsShown
            words={shown.value.words}
            onNext={() => setAsking(true)}
            onLater={() => void putOff()}
          />
        ))}
    </StartPage>
  );
}
