import assert from "node:assert/strict";
import { es256Signer } from "../../main/crypto/keys.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { decryptResponse } from "../../main/presentation/jwe.ts";
import { privateKeyObject } from "../../main/vault/key-object.ts";
import { p256Thumbprint } from "../../src/crypto/p256.ts";
import { parseRequest } from "../../src/presentation/request.ts";
import type { TestWallet } from "./test-wallet.ts";

/** All that a counter can read of an answer to its own request. */
export async function readAtCounter(counter: TestWallet, request: string, response: string): Promise<string> {
  const { responseKey } = parseRequest(request);
  const secret = counter.secrets.drawn.find((each) => {
    try {
      return es256Signer(each).publicKey.x === responseKey.jwk.x;
    } catch {
      return false;
    }
  });
  assert.ok(secret !== undefined);
  const kid = p256Thumbprint(responseKey.jwk, nodePrimitives.sha256);
  return await decryptResponse(response, { kid, key: privateKeyObject("ES256", secret) });
}
