import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isIssuerUrl,
  isStatusUri,
  officeUri,
  parseOfficeUri,
  statusUri,
} from "../../../src/credential/addresses.ts";
import { throwsCode } from "../../support/throws-code.ts";

const ID = `${"Ab-_9".repeat(8)}AbE`;
const AT = { registryId: ID, office: "land-office.2" };

test("an office's URI says where it is", () => {
  assert.deepEqual(parseOfficeUri(officeUri(AT)), AT);
  for (const office of ["a", "0", "a.", "a-".repeat(32)]) {
    assert.deepEqual(parseOfficeUri(officeUri({ ...AT, office })), { ...AT, office });
  }
});

test("anything else is no office's URI", () => {
  const uri = officeUri(AT);
  const others = [
    "",
    ` ${uri}`,
    `${uri} `,
    `${uri}\n`,
    `${uri}/x`,
    uri.toUpperCase(),
    uri.replace("registry:", "Registry:"),
    uri.replace("/office/", "/status/"),
    uri.replace(ID, ID.slice(1)),
    uri.replace(ID, `${ID}A`),
    uri.replace(ID, `${ID.slice(0, -1)}B`),
    uri.replace(ID, `${ID.slice(0, -2)}=E`),
    officeUri({ ...AT, office: "" }),
    officeUri({ ...AT, office: "a".repeat(65) }),
    officeUri({ ...AT, office: "-a" }),
    officeUri({ ...AT, office: ".a" }),
    officeUri({ ...AT, office: "a_b" }),
    officeUri({ ...AT, office: "aB" }),
    officeUri({ ...AT, office: "b\u00fcro" }),
  ];
  for (const text of others) throwsCode(() => parseOfficeUri(text), "vc.iss");
  for (const value of [undefined, null, 1, [uri], {}]) throwsCode(() => parseOfficeUri(value), "vc.iss");
});

test("a status URI is that of this office and no other", () => {
  const uri = statusUri(AT);
  assert.ok(isStatusUri(uri, AT));
  const others = [
    officeUri(AT),
    `${uri}x`,
    uri.slice(0, -1),
    ` ${uri.slice(0, -1)}`,
    statusUri({ ...AT, office: "land-office.3" }),
    statusUri({ ...AT, registryId: `${ID.slice(0, -1)}A` }),
    uri.replace("registry:", "registrx:"),
    undefined,
    [uri],
  ];
  for (const other of others) assert.ok(!isStatusUri(other, AT));
});

test("an issuer's address is visible ASCII to its last character, and does not end in a stroke", () => {
  for (const text of ["https://a.example", "http://127.0.0.1:8080/issuer", `https://${"a".repeat(2040)}`])
    assert.equal(isIssuerUrl(text), true, text.slice(0, 40));
  const others = ["\n", "\u0000", " ", "\u202e", "é", "/"].map((end) => `https://a.example${end}`);
  for (const text of [...others, "ftp://a.example", `https://${"a".repeat(2041)}`, 7, null])
    assert.equal(isIssuerUrl(text), false, JSON.stringify(text).slice(0, 40));
});
