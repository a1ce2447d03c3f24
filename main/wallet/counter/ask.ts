import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import { countsAt } from "../../../src/chain/state/span.ts";
import type { AskView } from "../../../src/contract/views.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import { p256Thumbprint, p256ToJwk } from "../../../src/crypto/p256.ts";
import { describeOutstanding } from "../../../src/presentation/outstanding.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { buildRequest } from "../../../src/presentation/request.ts";
import { WalletError } from "../error.ts";
import { findOwnKey, requireOffice } from "../office/own-office.ts";
import type { Session } from "../session.ts";

type Ask = ParsedArgsOf<"counter.ask">;

/**
 * A signed request; what it takes to accept its one answer is kept before it is told. Throws
 * `counter.no_office`, `.no_request_key`, `.unknown_type`, PresentationError.
 */
export function askForPresentation(session: Session, asked: Ask): AskView {
  const { clock, keyring, random, registry, store } = session;
  const now = clock();
  const office = requireOffice(session);
  const signing = findOwnKey(session, "request", (span) => countsAt(span, now));
  if (signing === undefined) throw new WalletError("counter.no_request_key");
  if (asked.credentials.some(({ vct }) => typeof registry.view.typeByVct(vct) === "string")) {
    throw new WalletError("counter.unknown_type");
  }
  const query = buildQuery(asked.credentials);
  const introduction = registry.introduce(office);
  return session.vault.transaction(() => {
    const encryption = keyring.createKey("agreement", "answer");
    const responseKey = p256ToJwk(fromBase64Url(encryption.publicKey));
    const draft = {
      client: { registry: registry.view.id, office },
      nonce: toBase64Url(random(24)),
      state: toBase64Url(random(24)),
      issued: now,
      expires: now + asked.validFor,
      query,
      purpose: asked.purpose,
      responseKey,
      ...(introduction === undefined ? {} : { introduction }),
    };
    const request = buildRequest(draft, keyring.es256Signer(signing.id), session.primitives.sha256);
    const id = p256Thumbprint(responseKey, session.primitives.sha256);
    store.outstanding.put(id, describeOutstanding(draft, encryption.id), { expected: 0 });
    session.activity.append({ kind: "ask", outcome: "done" });
    return { id, request, expires: draft.expires };
  });
}
