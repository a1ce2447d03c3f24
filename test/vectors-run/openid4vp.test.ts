import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { suite, test } from "node:test";
import { parseJson } from "../../src/json/parse.ts";
import type { JsonObject, JsonValue } from "../../src/json/value.ts";
import { type HeldCredential, matchQuery } from "../../src/presentation/match.ts";
import { type CredentialQuery, parseQuery, type Query } from "../../src/presentation/query.ts";
import { type Carried, parseCarried } from "../../src/presentation/stranger/link.ts";
import { parseStrangerRequest } from "../../src/presentation/stranger/request.ts";
import { codeThrownBy } from "../support/throws-code.ts";

const folder = join(import.meta.dirname, "../vectors/openid4vp");
const queries = join(folder, "1.0/examples/query_lang");

function queryIn(file: string): Query {
  return parseQuery(parseJson(readFileSync(join(queries, file), "utf8")));
}

/** A link of the text, which is broken over several lines there, as a wallet is handed it. */
function linkIn(block: string): string {
  const text = readFileSync(join(folder, "blocks-1.0", block), "utf8");
  const [link = ""] = text
    .replace(/ HTTP\/1\.1[^]*$/, "")
    .replaceAll(/\s+(?=[&a-z_])/g, "")
    .split("\n");
  return link.replace(/^GET\/?\s*\/?authorize/, "openid4vp://authorize").trim();
}

function held(id: string, vct: string, claims: JsonObject): HeldCredential {
  return { id, format: "dc+sd-jwt", vct, claims, holderBinding: true };
}

/** Claims of one or two names that a query asks for, with a value that it takes. */
function claimsFor(asked: Pick<CredentialQuery, "claims"> | undefined): JsonObject {
  const claims: Record<string, JsonValue> = {};
  for (const { path, values } of asked?.claims ?? []) {
    const [name = "", inner] = path.map(String);
    const value = values?.[0] ?? "x";
    claims[name] =
      inner === undefined ? value : { ...(claims[name] as JsonObject | undefined), [inner]: value };
  }
  return claims;
}

suite("OpenID4VP 1.0: the examples of the specification", () => {
  test("every query is read", () => {
    const files = readdirSync(queries);
    assert.equal(files.length, 7);
    for (const file of files) assert.ok(queryIn(file).credentials.length > 0, file);
  });

  test("alternatives of claims: the first that the wallet can give, then the others", () => {
    const query = queryIn("claims_alternatives.json");
    const [asked] = query.credentials;
    const vct = asked?.meta?.vct_values?.[0] ?? "";
    const claims = Object.fromEntries((asked?.claims ?? []).map(({ path }) => [String(path[0]), "x"]));
    const [match] = matchQuery(query, [held("all", vct, claims)]).credentials;
    const placesOf = (ids: readonly string[] = []) =>
      (asked?.claims ?? []).filter(({ id }) => ids.includes(id ?? "")).map(({ path }) => path);
    const [first, second] = asked?.claim_sets ?? [];
    assert.deepEqual(match?.fitting[0]?.leaves, placesOf(first));
    assert.deepEqual(match?.fitting[0]?.alternatives, [placesOf(second)]);
    // Without one of the first set's own, the second is what is left.
    const missing = placesOf(first).find((path) => !placesOf(second).some((one) => one[0] === path[0]));
    const fewer = Object.fromEntries(Object.entries(claims).filter(([name]) => name !== missing?.[0]));
    const [less] = matchQuery(query, [held("less", vct, fewer)]).credentials;
    assert.deepEqual(less?.fitting[0]?.leaves, placesOf(second));
  });

  test("alternatives of credentials: what must be and what may be", () => {
    const query = queryIn("credentials_alternatives.json");
    const sets = query.credential_sets ?? [];
    const one = (id: string): HeldCredential => {
      const asked = query.credentials.find((credential) => credential.id === id);
      return held(id, asked?.meta?.vct_values?.[0] ?? "", claimsFor(asked));
    };
    const required = sets.filter((set) => set.required);
    const optional = sets.filter((set) => !set.required);
    assert.ok(required.length > 0 && optional.length > 0);
    for (const option of required[0]?.options ?? []) {
      const match = matchQuery(query, option.map(one));
      assert.equal(match.satisfiable, true, option.join());
      assert.ok(match.sets[0]?.options.some((ids) => ids.join() === option.join()));
    }
    const onlyOptional = (optional[0]?.options[0] ?? []).map(one);
    assert.equal(matchQuery(query, onlyOptional).satisfiable, false);
  });

  test("a value that was asked for must be that one", () => {
    const query = queryIn("value_matching_simple.json");
    const [asked] = query.credentials;
    const vct = asked?.meta?.vct_values?.[0] ?? "";
    const wanted = asked?.claims ?? [];
    assert.ok(wanted.some(({ values }) => values !== undefined));
    assert.equal(matchQuery(query, [held("a", vct, claimsFor(asked))]).satisfiable, true);
    const none = claimsFor({ claims: wanted.map(({ path }) => ({ path, values: ["other"] })) });
    assert.equal(matchQuery(query, [held("a", vct, none)]).satisfiable, false);
  });

  test("links by reference are read, by GET and by POST", () => {
    const expected: readonly [string, Carried][] = [
      [
        "L0473.txt",
        {
          kind: "reference",
          uri: "https://client.example.org/request/vapof4ql2i7m41m68uep",
          method: "post",
          clientId: "x509_san_dns:client.example.org",
        },
      ],
      [
        "L1250.txt",
        {
          kind: "reference",
          uri: "https://client.example.org/567545564",
          method: "get",
          clientId: "https://client.example.org/cb",
        },
      ],
    ];
    for (const [block, carried] of expected) assert.deepEqual(parseCarried(linkIn(block)), carried, block);
  });

  test("what answers by a redirect of a browser, by scope, or together with SIOPv2 is refused", () => {
    const codeOf = (block: string) =>
      codeThrownBy(() => {
        const carried = parseCarried(linkIn(block));
        assert.ok(carried.kind === "request");
        parseStrangerRequest(carried.text);
      });
    // Its `transaction_data` and query are dots.
    assert.equal(codeOf("L0426.txt"), "presentation.request_syntax");
    // The request object is cut short.
    assert.equal(codeOf("L0438.txt"), "presentation.request_syntax");
    assert.equal(codeOf("L0510.txt"), "presentation.unsupported");
    assert.equal(codeOf("L3293.txt"), "presentation.request_syntax");
  });

  test("not run, by name: other formats, and messages with dots in them, which are no JSON", () => {
    const request = join(folder, "1.0/examples/request");
    const dotted = readdirSync(request).filter(
      (file) => codeThrownBy(() => parseJson(readFileSync(join(request, file), "utf8"))) !== undefined,
    );
    assert.deepEqual(dotted, ["request_object_client_id_did.json"]);
    for (const file of ["dcql_jwt_vc.json", "dcql_ldp_vc.json"]) {
      const query = parseQuery(parseJson(readFileSync(join(request, file), "utf8")));
      assert.equal(matchQuery(query, [held("a", "urn:x", {})]).satisfiable, false);
    }
  });
});
