// Writes test/fuzz/corpus anew from real bytes: of a small registry that is served over loopback, of
// credentials and messages of the test worlds, and of vectors. Run: node main/launch/node24.mjs
// test/fuzz/make-corpus.ts. Files that begin with `found-` are left alone.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportFullCopy } from "../../main/follow/bundle/export-copy.ts";
import { stateEntry } from "../../main/follow/prove/make-statement.ts";
import { formatStatement } from "../../src/chain/proofs/statement.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { readCandidate } from "../../main/follow/sources/candidate.ts";
import { formatMark } from "../../main/follow/copy/copy-mark.ts";
import {
  formatAddCheckpoint,
  formatAddEntries,
  formatMirrorInfo,
} from "../../main/registry/cosigning/mirror-wire.ts";
import { encodeRecord } from "../../main/vault/record.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { concat, utf8 } from "../../src/bytes/bytes.ts";
import { decodeCbor } from "../../src/cbor/decode.ts";
import { encodeCbor } from "../../src/cbor/encode.ts";
import { buildTagAnswer, buildTagCall } from "../../src/chain/tags/tag-call.ts";
import { officeUri, statusUri } from "../../src/credential/addresses.ts";
import { packStatuses, formatStatusList } from "../../src/credential/status-list.ts";
import { buildConsentRequest } from "../../src/exchange/consent-request.ts";
import { buildDelivery } from "../../src/exchange/delivery.ts";
import { buildKeyRequest } from "../../src/exchange/key-request.ts";
import { canonicalBytes } from "../../src/json/canonical.ts";
import type { JsonObject } from "../../src/json/value.ts";
import { signCompactJws } from "../../src/jws/compact.ts";
import { encodeBundle } from "../../src/merkle/bundle.ts";
import { proveConsistency } from "../../src/merkle/proof.ts";
import { proveSubtree } from "../../src/merkle/subtree.ts";
import { formatVkey, SIGNATURE_TYPE } from "../../src/note/keys.ts";
import { parseNote } from "../../src/note/note.ts";
import { parseIssuerSigned } from "../../src/mdoc/issuer-signed.ts";
import { issueMdoc } from "../../src/mdoc/issue.ts";
import { presentMdoc } from "../../src/mdoc/device-response.ts";
import { formatIntroduction } from "../../src/presentation/introduction.ts";
import { parseRequest } from "../../src/presentation/request.ts";
import { buildResponse } from "../../src/presentation/response.ts";
import { parseSdJwt } from "../../src/credential/sd-jwt/parse.ts";
import { selectDisclosures } from "../../src/credential/sd-jwt/present.ts";
import { wordsOf } from "../../src/recovery/words.ts";
import { hierarchy } from "../support/certificates.ts";
import { formatReceipt, parseReceipt } from "../../src/chain/blocks/receipt.ts";
import { EVERY_KIND } from "../support/every-kind.ts";
import { FollowWorld, fullWallet, lightWallet, MemorySnapshots } from "../support/follow-world.ts";
import { introduce } from "../support/introduction-world.ts";
import { ask } from "../support/request-world.ts";
import { deflate, PORTS } from "../support/sd-jwt.ts";
import { hashOf, seedSigner } from "../support/test-keys.ts";
import {
  CLIENT_ID,
  CREDENTIAL,
  HOLDER,
  ISSUER,
  NOW,
  present,
  QUERY,
  QUERY_ID,
  REGISTRY,
  signerOf,
} from "../support/verdict-world.ts";
import { engineFrames, snapshotChunk } from "./network-corpus.ts";
import { BUNDLE_LEAVES, TAG_REGISTRY } from "./registry-targets.ts";

const CORPUS = join(import.meta.dirname, "corpus");
const VECTORS = join(import.meta.dirname, "..", "vectors");
const closers: (() => void | Promise<void>)[] = [];
const t = { after: (close: () => void | Promise<void>) => void closers.push(close) };

function put(target: string, ...inputs: readonly (Uint8Array | string)[]): void {
  const folder = join(CORPUS, target);
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!name.startsWith("found-")) rmSync(join(folder, name));
  for (const [at, input] of inputs.entries()) writeFileSync(join(folder, `${at + 1}.bin`), input);
}

function vectors<T>(path: string): T {
  return JSON.parse(readFileSync(join(VECTORS, path), "utf8")) as T;
}

async function registry(): Promise<void> {
  const world = new FollowWorld(t as never);
  world.seal([world.kit.admit("authority-5")]);
  world.seal([world.kit.issue(world.offices.identity, "id-card", { index: 5 })]);
  const { chain, kit, origin } = world;
  const { store } = chain;
  const source = await world.serve();
  const get = async (path: string): Promise<Uint8Array> =>
    new Uint8Array(await (await fetch(`${source.name}/${path}`)).arrayBuffer());
  const blocks = [...store.blocks(0, 3)];
  const [first, second, third] = blocks as [(typeof blocks)[0], (typeof blocks)[0], (typeof blocks)[0]];
  const record = store.leaf(second.recordIndex) as Uint8Array;
  put("entry", ...Object.values(EVERY_KIND).map((make) => make().leaf), record);
  put("block-record", ...blocks.map(({ recordIndex }) => store.leaf(recordIndex) as Uint8Array));
  put("json", record, '{"a":[1,-2,{"b":"\\u00e9\\ud83d\\ude00","c":null}],"d":true,"":" "}');
  put("canonical-json", record);
  const seals = blocks.map(({ checkpoint }) => checkpoint);
  put("checkpoint", ...seals.map((note) => parseNote(note).text));
  const notes = join(VECTORS, "c2sp-notes");
  put("note", ...seals, readFileSync(join(notes, "note-with-empty-line.txt")));
  put("signature-line", ...(seals[0] as string).split("\n").slice(4, 6));
  put(
    "vkey",
    formatVkey(origin, SIGNATURE_TYPE.log, kit.log.publicKey),
    formatVkey(`${origin}/w`, SIGNATURE_TYPE.cosignature, kit.log.publicKey),
  );
  put("seal", first.checkpoint);
  put("tlog-proof", await source.block(0), await source.block(2));
  put("candidate", await source.block(0), await source.block("newest"));
  const receipt = await source.receipt(toBase64Url(store.leafHashAt(third.first)));
  const early = await source.receipt(toBase64Url(store.leafHashAt(1)));
  const copy = { index: 9, proof: [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] };
  put("receipt", early, receipt, formatReceipt({ ...parseReceipt(receipt), copy }));
  put("bundle", encodeBundle([...store.leaves(third.first - BUNDLE_LEAVES + 2, third.size)]));
  const wallet = await fullWallet(t as never, world, [source]);
  await wallet.follower.sync();
  const bundle = join(CORPUS, "bundle.tmp");
  await exportFullCopy(wallet.follower.copy, bundle, "full");
  put("bundle-file", readFileSync(bundle));
  rmSync(bundle);
  const held = wallet.follower.copy;
  put("statement", formatStatement(stateEntry(held, store.leafHashAt(third.first))));
  put("tile-path", "tile/0/x001/x234/067.p/5", "tile/entries/000", "tile/63/000.p/255");
  put("trust-answer", await get("trust/2?key=office/identity&key=registry/registry"));
  put("status-answer", await get("status/2/identity/0"));
  put("epochs-answer", await get("epochs/1"));
  put("accepted-answer", JSON.stringify({ hash: hashOf("x") }));
  put("refused-answer", '{"code":"tag.held"}');
  put("entry-status", '{"state":"sealed","height":1,"index":2}', '{"state":"refused","code":"tag.held"}');
  put("trust-leaf", chain.ledger.trustProof("office/identity")?.leaf ?? "");
  put("status-leaf", concat(utf8("identity\n0\n"), new Uint8Array(4096)));
  put("authority-set", canonicalBytes(chain.ledger.authoritySet() as never));
  const { sha256 } = nodePrimitives;
  const consistency = proveConsistency(first.size, third.size, store.hashAt(), sha256);
  put(
    "add-checkpoint",
    formatAddCheckpoint({ old: first.size, proof: consistency, checkpoint: third.checkpoint }),
  );
  const subtree = proveSubtree(0, third.size, third.size, store.hashAt(), sha256);
  const entries = [...store.leaves(third.first, third.size)];
  const header = { origin, start: third.first, end: third.size, ticket: new Uint8Array(3) };
  put("add-entries", formatAddEntries(header, [{ entries, proof: subtree }]));
  put("mirror-info", formatMirrorInfo({ size: 12, next: 9, ticket: Uint8Array.of(1, 2, 3) }));
  put("size-line", "12345\n", "0\n");
  const candidate = readCandidate(await source.block("newest"), nodePrimitives);
  const { note: text, checkpoint } = candidate;
  const seal = { text, checkpoint, cosigners: [], time: 1 };
  put("copy-mark", formatMark({ size: 1, root: checkpoint.root, seal }));
  const snapshot = new MemorySnapshots();
  const wants = { keys: ["office/identity"], statuses: [] };
  await lightWallet(world, [source], snapshot).sync({ wants });
  put("light-snapshot", snapshot.bytes as Uint8Array);
  put("introduction", canonicalBytes(formatIntroduction(introduce(world, "identity"))));
  const officer = seedSigner("officer");
  const call = { by: "land", type: "title", epoch: 1, inputs: [["12/3"], ["4"]], time: 1_750_000_000 };
  put("tag-call", buildTagCall(TAG_REGISTRY, { ...call, nonce: hashOf("nonce") }, officer));
  const asked = { bytes: new Uint8Array(32), inputs: 2 };
  put(
    "tag-answer",
    buildTagAnswer(TAG_REGISTRY, asked.bytes, [hashOf("a"), hashOf("b")], officer, nodePrimitives),
  );
}

function mdocs(): void {
  const space = "org.example.id.1";
  const issued = issueMdoc(
    {
      docType: space,
      nameSpaces: new Map([[space, new Map([["family_name", "\u00d6deg\u00e5rd"] as const])]]),
      deviceKey: HOLDER.publicKey,
      signed: NOW,
      validUntil: NOW + 86_400,
      status: { uri: "https://example.com/status", index: 7 },
      kid: "k",
      x5chain: [],
    },
    ISSUER,
    PORTS,
  );
  const constants =
    vectors<{ encoding: "hex" | "base64url" | "pem"; value: string; bytes: number }[]>(
      "mdoc/mdoc-constants.json",
    );
  const small = constants
    .filter(({ encoding, bytes }) => encoding !== "pem" && bytes < 3000)
    .map(({ encoding, value }) => Uint8Array.from(Buffer.from(value, encoding as "hex")));
  put("cbor", issued, ...small.slice(0, 6));
  const document = parseIssuerSigned(issued);
  const { value } = decodeCbor(issued);
  const auth = (value as unknown as ReadonlyMap<string, unknown>).get("issuerAuth");
  put("sign1", encodeCbor(auth as never));
  const { x, y } = HOLDER.publicKey;
  const coordinates = [x, y].map((part) => Uint8Array.from(Buffer.from(part, "base64url")));
  put(
    "cose-key",
    encodeCbor(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [-1, 1],
        [-2, coordinates[0] as Uint8Array],
        [-3, coordinates[1] as Uint8Array],
      ]),
    ),
  );
  put("mso", document.issuerAuth.payload as Uint8Array);
  put("mdoc", issued);
  const transcript = encodeCbor([null, null, ["OpenID4VPHandover", new Uint8Array(32)]]);
  const response = presentMdoc(document, { [space]: ["family_name"] }, transcript, HOLDER);
  put("device-response", response);
  put("mdoc-text", toBase64Url(issued), toBase64Url(response));
}

/** The same request, not signed and signed. */
function strangers(): readonly [string, string] {
  const uri = "https://shop.example/answer";
  const request = {
    response_type: "vp_token",
    response_mode: "direct_post",
    response_uri: uri,
    nonce: "n".repeat(22),
    dcql_query: QUERY as unknown as JsonObject,
  };
  const query = new URLSearchParams({
    ...request,
    client_id: `redirect_uri:${uri}`,
    dcql_query: JSON.stringify(QUERY),
  });
  const payload = { ...request, client_id: "x509_san_dns:shop.example" };
  const signed = signCompactJws({ typ: "oauth-authz-req+jwt" }, payload, HOLDER);
  return [`openid4vp://?${query.toString()}`, signed];
}

function documents(): void {
  const sdJwts = vectors<{ sd_jwt: string }[]>("rfc9901-wire/rfc9901-appendix-a.json").map(
    (each) => each.sd_jwt,
  );
  put("sd-jwt", CREDENTIAL, present(), ...sdJwts.slice(0, 3));
  put("issued-sd-jwt", CREDENTIAL);
  put("compact-jws", CREDENTIAL.slice(0, CREDENTIAL.indexOf("~")));
  put("status-list", JSON.stringify(formatStatusList(packStatuses([0, 1, 2, 3, 1], 2), deflate)));
  const { lst } = formatStatusList(packStatuses([0, 1, 2, 3, 1], 2), deflate) as { lst: string };
  const list = new Map<string, number | Uint8Array>([
    ["bits", 2],
    ["lst", Uint8Array.from(Buffer.from(lst, "base64url"))],
  ]);
  put("status-list-cbor", encodeCbor(list));
  const metadata = readFileSync(join(VECTORS, "sd-jwt-vc", "blocks", "L0675.json"));
  put("type-metadata", metadata);
  put("jwk", JSON.stringify(HOLDER.publicKey));
  const { dids } = vectors<{ dids: string[] }>("did-key/did-key-examples.json");
  put("did-key", ...dids.slice(0, 6));
  put("base58", ...dids.slice(0, 2).map((did) => did.slice("did:key:z".length)));
  put("certificate", ...Object.values(hierarchy(NOW) as object as Record<string, Uint8Array>));
  const common = { registryId: REGISTRY, office: "identity" };
  const encryption = signerOf(9).publicKey;
  const keyRequest = { ...common, vct: "urn:example:id", encryption, issuedAt: NOW };
  put("key-request", buildKeyRequest(keyRequest, HOLDER));
  const consent = {
    ...common,
    old: hashOf("old"),
    new: hashOf("new"),
    type: "title",
    expires: NOW + 9,
    kid: hashOf("k"),
  };
  const when = { reason: "transfer", issuedAt: NOW, answerBy: NOW + 86_400 };
  put("consent-request", buildConsentRequest({ ...consent, ...when }, ISSUER));
  put("delivery", buildDelivery({ credentials: [{ credential: CREDENTIAL, receipt: "r" }] }));
  put("query", JSON.stringify(QUERY));
  put("request", ask());
  const [link, signed] = strangers();
  put("request-link", link, "openid4vp://?client_id=x509_san_dns:a.example&request_uri=https://a.example/r");
  put("stranger-request", link, signed);
  const state = "mJ7pQxvT0y4R1bKc8sWn2uZe5hLa9dGf";
  const token = JSON.stringify({ document0: ["e30.e30.AAAA~"] });
  put(
    "posted-answer",
    new URLSearchParams({ vp_token: token, state }).toString(),
    "response=eyJhbGciOiJFQ0RILUVTIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
    new URLSearchParams({ error: "access_denied", state }).toString(),
  );
  put("did-jwk", `did:jwk:${toBase64Url(utf8(JSON.stringify(HOLDER.publicKey)))}`);
  const selection = selectDisclosures(parseSdJwt(CREDENTIAL), [["age_over_18"]], nodePrimitives.sha256);
  const approval = {
    query: QUERY_ID,
    format: "dc+sd-jwt",
    selection,
    holder: HOLDER,
    receipt: "a receipt",
  } as const;
  put("response", buildResponse(parseRequest(ask()), [approval], nodePrimitives.sha256, NOW));
  put("client-id", CLIENT_ID);
  put("office-uri", officeUri({ registryId: REGISTRY, office: "identity" }));
  put("status-uri", statusUri({ registryId: REGISTRY, office: "identity" }));
  put("recovery-words", wordsOf(new Uint8Array(32).fill(5)).join(" "));
  put("vault-record", encodeRecord("id", { a: [1, "two", null] }), encodeRecord("b", new Uint8Array(20)));
}

await registry();
put("engine-frames", ...engineFrames());
put("snapshot-chunk", snapshotChunk());
mdocs();
documents();
for (const close of closers.reverse()) await close();
