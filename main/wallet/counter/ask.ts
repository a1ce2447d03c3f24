import { fromBase64Url, toBase64Url } from "../../../src/bytes/base64.ts";
import type { AskView } from "../../../src/contract/views.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import { p256Thumbprint, p256ToJwk } from "../../../src/crypto/p256.ts";
import { formatClientId } from "../../../src/presentation/client-id.ts";
import { describeOutstanding } from "../../../src/presentation/outstanding.ts";
import { buildQuery } from "../../../src/presentation/ask.ts";
import { buildRequest } from "../../../src/presentation/request.ts";
import {
  buildSignedRequest,
  clientByDid,
  clientByHash,
  clientByName,
  linkTo,
  type SignedClient,
} from "../../../src/presentation/stranger/ask.ts";
import type { KeyInfo } from "../../vault/keyring.ts";
import { WalletError } from "../error.ts";
import { requireOffice } from "../own-office.ts";
import type { Session } from "../session.ts";
import { counterCertificate, hostNameOf } from "./certificate.ts";
import { requireListening, requireRequestKey } from "./listen.ts";

type Ask = ParsedArgsOf<"counter.ask">;

type ByLink = NonNullable<Ask["byLink"]>;

/** By which name it asks wallets that know no registry. Throws `counter.no_host_name`. */
function clientOf(
  session: Session,
  { prefix }: ByLink,
  signing: KeyInfo,
  office: string,
  url: string,
): SignedClient {
  if (prefix === "decentralized_identifier") return clientByDid(p256ToJwk(fromBase64Url(signing.publicKey)));
  const certificate = counterCertificate(session, signing, office, url);
  if (prefix === "x509_hash") return clientByHash(certificate, session.primitives.sha256);
  const name = hostNameOf(url);
  if (name === undefined) throw new WalletError("counter.no_host_name");
  return clientByName(certificate, name);
}

/**
 * A signed request; what it takes to accept its one answer is kept before it is told. By link, it lies
 * where this counter listens. Throws `counter.no_office`, `.no_request_key`, `.unknown_type`, `.not_open`,
 * `.no_host_name`, PresentationError.
 */
export function askForPresentation(session: Session, asked: Ask): AskView {
  const { clock, keyring, random, registry, store } = session;
  const now = clock();
  const office = requireOffice(session);
  const signing = requireRequestKey(session);
  if (asked.credentials.some(({ vct }) => typeof registry.view.typeByVct(vct) === "string")) {
    throw new WalletError("counter.unknown_type");
  }
  const { byLink } = asked;
  const url = byLink === undefined ? "" : requireListening(session);
  const query = buildQuery(asked.credentials, asked.sets);
  const introduction = registry.introduce(office);
  const { sha256 } = session.primitives;
  return session.vault.transaction(() => {
    const encryption = keyring.createKey("agreement", "answer");
    const responseKey = p256ToJwk(fromBase64Url(encryption.publicKey));
    const id = p256Thumbprint(responseKey, sha256);
    const client = { registry: registry.view.id, office };
    const { purpose } = asked;
    const draft = {
      nonce: toBase64Url(random(24)),
      state: toBase64Url(random(24)),
      issued: now,
      expires: now + asked.validFor,
      query,
    };
    const introduced = introduction === undefined ? {} : { introduction };
    const signer = keyring.es256Signer(signing.id);
    session.activity.append({ kind: "ask", outcome: "done" });
    if (byLink === undefined) {
      const whole = { ...draft, client, purpose, responseKey, ...introduced };
      const request = buildRequest(whole, signer, sha256);
      const waiting = { ...draft, clientId: formatClientId(client), purpose };
      store.outstanding.put(id, describeOutstanding(waiting, encryption.id), { expected: 0 });
      return { id, request, expires: draft.expires };
    }
    const named = clientOf(session, byLink, signing, office, url);
    const { clientId } = named;
    const responseUri = `${url}/answer/${id}`;
    const { encrypted, compare = false } = byLink;
    const request = buildSignedRequest(
      {
        ...draft,
        client: named,
        responseUri,
        ...(encrypted ? { responseKey } : {}),
        office: { client, purpose, ...introduced },
      },
      signer,
      sha256,
    );
    const row = describeOutstanding({ ...draft, clientId, purpose }, encryption.id);
    store.outstanding.put(
      id,
      { ...row, posted: { request, responseUri, encrypted, compare } },
      { expected: 0 },
    );
    return { id, request, expires: draft.expires, link: linkTo(clientId, `${url}/request/${id}`) };
  });
}
