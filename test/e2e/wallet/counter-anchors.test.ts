import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { deflateSync } from "node:zlib";
import { after, test } from "node:test";
import { nodePrimitives } from "../../../main/crypto/primitives.ts";
import { startServer } from "../../../main/doors/http-server.ts";
import { encryptResponse } from "../../../main/presentation/jwe.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import type { CheckedView } from "../../../src/contract/views.ts";
import { issueSdJwt } from "../../../src/credential/sd-jwt/issue.ts";
import { parseSdJwt } from "../../../src/credential/sd-jwt/parse.ts";
import { selectDisclosures } from "../../../src/credential/sd-jwt/present.ts";
import { packStatuses } from "../../../src/credential/status-list.ts";
import { issueStatusListToken } from "../../../src/credential/status-list-token.ts";
import { parseRequest } from "../../../src/presentation/request.ts";
import { buildResponse } from "../../../src/presentation/response.ts";
import { certificate, hierarchy, LEAF, toX5c } from "../../support/certificates.ts";
import { PORTS, STRANGER } from "../../support/sd-jwt.ts";
import { seedP256 } from "../../support/test-keys.ts";
import { BIRTH_VCT, WalletWorld } from "../../support/wallet-world.ts";

const world = await WalletWorld.open({ after }, ["civil-registry", "bank"]);
const bank = world.office("bank");
await bank.ask("registry.sync", {});

const now = world.clock();
const { root, middle, leaf } = hierarchy(now);
const x5c = toX5c([leaf, middle]);
const holder = seedP256("visitor from elsewhere").signer;

/** The issuer's own list; what its places say can change. */
const statuses = [0, 0, 0, 0];
let asked = 0;
/** Whoever signs the list, and what it is. */
let by = { signer: LEAF, x5c };
let made: Partial<Parameters<typeof issueStatusListToken>[0]> = {};
const lists = await startServer({}, () => {
  asked++;
  const token = issueStatusListToken(
    { subject: uri, issuedAt: now, expires: now + 3600, ttl: 60, list: packStatuses(statuses, 2), ...made },
    "k",
    by.signer,
    (bytes) => deflateSync(bytes),
    by.x5c,
  );
  return { status: 200, contentType: "application/statuslist+jwt", body: utf8(token) };
});
after(() => lists.close());
const uri = `${lists.url}/list`;

const credential = issueSdJwt(
  {
    claims: {
      iss: "https://elsewhere.example",
      vct: BIRTH_VCT,
      iat: now - 100,
      exp: now + 86_400,
      cnf: { jwk: { ...holder.publicKey } },
      status: { status_list: { idx: 2, uri } },
      family_name: "Fremd",
    },
    disclosable: [["family_name"]],
    kid: "k",
    x5c,
  },
  LEAF,
  PORTS,
);

async function visit(): Promise<CheckedView> {
  const { request } = await bank.ask("counter.ask", {
    purpose: "identity-check",
    credentials: [{ vct: BIRTH_VCT, claims: [{ path: ["family_name"], optional: false }] }],
    validFor: 600,
  });
  const { sha256 } = nodePrimitives;
  const selection = selectDisclosures(parseSdJwt(credential), [["family_name"]], sha256);
  const opened = parseRequest(request);
  const approval = { query: "document0", format: "dc+sd-jwt", selection, holder } as const;
  const text = buildResponse(opened, [approval], sha256, world.clock());
  return await bank.ask("counter.check", { response: await encryptResponse(text, opened.responseKey) });
}

const codeOf = ({ verdict }: CheckedView, name: string) =>
  verdict.checks.find((one) => one.name === name)?.code;

test("of an issuer that nobody trusts here nothing is believed, and nothing is fetched for it", async () => {
  const checked = await visit();
  assert.equal(checked.verdict.outcome, "cannot tell");
  assert.equal(checked.verdict.documents[0]?.trust, "none");
  assert.equal(codeOf(checked, "issuer_signature"), "issuer_signature.foreign_issuer");
  assert.deepEqual(checked.shown, [[]]);
  const inspected = await bank.ask("counter.inspect", { file: credential });
  assert.equal(inspected.verdict.documents[0]?.trust, "none");
  assert.equal(asked, 0);
});

test("by an anchor that the counter imported it is judged, by its issuer's list too, and the verdict says so", async () => {
  const file = new X509Certificate(root).toString();
  const [seen] = await bank.ask("trust.look", { file });
  await bank.ask("trust.import", { file, fingerprints: [seen?.fingerprint ?? ""] });

  const checked = await visit();
  assert.equal(checked.verdict.outcome, "valid");
  assert.equal(checked.verdict.documents[0]?.trust, "anchor");
  assert.equal(codeOf(checked, "issuer_signature"), "issuer_signature.by_anchor");
  assert.equal(codeOf(checked, "status"), "status.ok");
  assert.equal(codeOf(checked, "anchored"), undefined, "the registry says nothing of it");
  assert.equal(checked.shown[0]?.[0]?.value, "Fremd");

  const inspected = await bank.ask("counter.inspect", { file: credential });
  assert.equal(inspected.verdict.documents[0]?.trust, "anchor");
  assert.equal(codeOf(inspected, "status"), "status.ok");
  assert.equal(inspected.verdict.outcome, "cannot tell", "nobody has presented it");

  statuses[2] = 1;
  const revoked = await visit();
  assert.equal(revoked.verdict.outcome, "not valid");
  assert.equal(codeOf(revoked, "status"), "status.revoked");
  statuses[2] = 0;
});

test("a list by somebody whom another anchor vouches for says nothing of it", async () => {
  const signer = seedP256("another hierarchy").signer;
  const other = certificate("Another Root", signer, { name: "Another Root", signer }, now, {
    isAuthority: true,
  });
  const file = new X509Certificate(other).toString();
  const [seen] = await bank.ask("trust.look", { file });
  await bank.ask("trust.import", { file, fingerprints: [seen?.fingerprint ?? ""] });
  const leafThere = certificate("Another Issuer", STRANGER, { name: "Another Root", signer }, now);
  const own = by;
  by = { signer: STRANGER, x5c: toX5c([leafThere]) };
  assert.equal(codeOf(await visit(), "status"), "status.unknown");
  by = own;
  assert.equal(codeOf(await visit(), "status"), "status.ok");
});

test("a list that is over, of the future, of another place, too short, or a bomb says nothing", async () => {
  for (const change of [
    { issuedAt: now - 7200, expires: now - 3600 },
    { issuedAt: now + 3600, expires: now + 7200 },
    { subject: `${uri}/other` },
    { list: packStatuses([0, 0], 8) },
    { list: { bits: 2, bytes: new Uint8Array(64 * 1024 * 1024) } },
  ] as const) {
    made = change;
    assert.equal(codeOf(await visit(), "status"), "status.unknown", Object.keys(change).join());
  }
  made = {};
  assert.equal(codeOf(await visit(), "status"), "status.ok");
});

test("without a network its list is not asked for, and that is said", async () => {
  const before = asked;
  await world.withoutNode(async () => {
    await bank.answer("registry.sync", {});
    const checked = await visit();
    assert.equal(codeOf(checked, "status"), "status.unknown");
    assert.equal(checked.verdict.outcome, "cannot tell");
    assert.equal(checked.verdict.documents[0]?.trust, "anchor");
    // No newer block says anything of it.
    assert.equal((await bank.ask("counter.past_check", { check: checked.check })).again, undefined);
  });
  assert.equal(asked, before);
});
