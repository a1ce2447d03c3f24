import type { Client } from "./client.ts";

const ASKED = "wallet.passphrase_again";

/** Resolves with whether the passphrase was given and was the right one. */
type AskPerson = () => Promise<boolean>;

let askPerson: AskPerson | undefined;

/** Whoever can ask; nobody, once the returned function was called. */
export function onPassphraseAgain(ask: AskPerson): () => void {
  askPerson = ask;
  return () => {
    if (askPerson === ask) askPerson = undefined;
  };
}

/** The same client, but an act that wants the passphrase first asks for it and is done then. */
export function withPassphraseAgain(client: Client): Client {
  return {
    on: client.on,
    async call(name, args) {
      const answer = await client.call(name, args);
      const { code } = answer as { readonly code?: string };
      if (code !== ASKED || askPerson === undefined) return answer;
      return (await askPerson()) ? await client.call(name, args) : answer;
    },
  };
}
