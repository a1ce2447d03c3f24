import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { describe, it } from "node:test";
import { CompactEncrypt } from "jose";
import {
  decryptResponse,
  encryptResponse,
  type PrivateResponseKey,
  responseKeyId,
} from "../../../main/presentation/jwe.ts";
import { toBase64Url } from "../../../src/bytes/base64.ts";
import { utf8 } from "../../../src/bytes/bytes.ts";
import { codeOf } from "../../../src/error.ts";
import type { ResponseKey } from "../../../src/presentation/request.ts";
import { RESPONSE_KEY_SEED } from "../../support/request-world.ts";
import { throwsCode } from "../../support/throws-code.ts";
import { signerOf } from "../../support/verdict-world.ts";

/** Public and private part, as the asker's wallet and its vault hold them. */
function keyOf(seed: number, kid = "k1"): ResponseKey & PrivateResponseKey {
  const jwk = signerOf(seed).publicKey;
  const d = toBase64Url(new Uint8Array(32).fill(seed));
  return { kid, jwk, key: createPrivateKey({ key: { ...jwk, d }, format: "jwk" }) };
}

const KEY = keyOf(RESPONSE_KEY_SEED);

async function rejectsCode(work: Promise<unknown>, code: string): Promise<void> {
  await assert.rejects(work, (error) => {
    assert.equal(codeOf(error), code);
    return true;
  });
}

describe("an encrypted response", () => {
  it("opens with the key of the request, and names it", async () => {
    const jwe = await encryptResponse('{"ä":1}', KEY);
    assert.equal(responseKeyId(jwe), "k1");
    assert.equal(await decryptResponse(jwe, KEY), '{"ä":1}');
  });

  it("carries the parties where a profile asks for them", async () => {
    const jwe = await encryptResponse("{}", KEY, { apu: utf8("a"), apv: utf8("b") });
    assert.equal(await decryptResponse(jwe, KEY), "{}");
  });

  it("does not open with another key, nor under another name", async () => {
    const jwe = await encryptResponse("{}", KEY);
    await rejectsCode(decryptResponse(jwe, keyOf(9)), "presentation.decryption");
    await rejectsCode(decryptResponse(jwe, keyOf(RESPONSE_KEY_SEED, "k2")), "presentation.encryption");
  });

  it("does not open when any part of it was changed", async () => {
    const jwe = await encryptResponse('{"state":"s"}', KEY);
    for (let at = 0; at < jwe.length; at += 7) {
      const changed = jwe[at] === "A" ? "B" : "A";
      const work = decryptResponse(jwe.slice(0, at) + changed + jwe.slice(at + 1), KEY);
      await assert.rejects(work, (error) => codeOf(error)?.startsWith("presentation.") === true);
    }
  });

  it("is taken with the agreed algorithms only, uncompressed", async () => {
    const make = (header: object, key: object = { ...KEY.jwk, alg: "ECDH-ES" }) =>
      new CompactEncrypt(utf8("{}"))
        .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM", kid: "k1", ...header })
        .encrypt(key as never);
    const kw = await make({ alg: "ECDH-ES+A256KW" }, { ...KEY.jwk, alg: "ECDH-ES+A256KW" });
    const a128 = await make({ enc: "A128GCM" });
    const direct = await make({ alg: "dir" }, new Uint8Array(32));
    for (const jwe of [kw, a128, direct]) {
      await rejectsCode(decryptResponse(jwe, KEY), "presentation.encryption");
    }
    const odd = (header: object) => `${toBase64Url(utf8(JSON.stringify(header)))}....`;
    const base = { alg: "ECDH-ES", enc: "A256GCM", kid: "k1" };
    for (const header of [{ ...base, zip: "DEF" }, { ...base, crit: ["x"] }, { ...base, kid: 1 }, []]) {
      throwsCode(() => responseKeyId(odd(header)), "presentation.encryption");
    }
  });

  it("is refused when it is none, or too large", async () => {
    for (const text of [undefined, 5, "", ".", "a", "....", `${"a".repeat(5000)}.b.c.d.e`]) {
      await rejectsCode(decryptResponse(text, KEY), "presentation.encryption");
    }
    await rejectsCode(decryptResponse("a".repeat(800_000), KEY), "presentation.too_large");
    await rejectsCode(encryptResponse("a".repeat(524_289), KEY), "presentation.too_large");
    const [header] = (await encryptResponse("{}", KEY)).split(".");
    await rejectsCode(decryptResponse(`${header}.`, KEY), "presentation.decryption");
  });

  it("has one text only", async () => {
    const jwe = await encryptResponse("{}", KEY);
    // The last character of 16 bytes carries two bits; the other four must be zero.
    const last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".indexOf(
      jwe.at(-1) as string,
    );
    const other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[last + 1] as string;
    for (const text of [jwe.slice(0, -1) + other, `${jwe}=`, `${jwe}\n`, jwe.replace(".", ". "), `${jwe}.`]) {
      await rejectsCode(decryptResponse(text, KEY), "presentation.decryption");
    }
    assert.equal(await decryptResponse(jwe, KEY), "{}");
  });

  it("is not made for a point that is not on the curve", async () => {
    const jwk = { ...KEY.jwk, y: KEY.jwk.x };
    await rejectsCode(encryptResponse("{}", { kid: "k1", jwk }), "presentation.key");
  });
});
