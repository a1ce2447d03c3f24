import assert from "node:assert/strict";
import { introduceOffice } from "../../main/follow/prove/introduce.ts";
import { nodePrimitives } from "../../main/crypto/primitives.ts";
import { toBase64Url } from "../../src/bytes/base64.ts";
import { buildQuery } from "../../src/presentation/ask.ts";
import { type AskerJudgement, judgeAsker } from "../../src/presentation/asker.ts";
import type { Introduction } from "../../src/presentation/introduction.ts";
import { buildRequest, parseRequest, type RequestDraft } from "../../src/presentation/request.ts";
import type { RegistryView } from "../../src/trust/registry-view.ts";
import type { FollowWorld } from "./follow-world.ts";
import { seedP256 } from "./test-keys.ts";

/** Introductions and requests of the offices of a `FollowWorld`, made at its newest block. */

/** What the office's own full copy would make; `seal` stands for that of the newest block. */
export function introduce(world: FollowWorld, office: string, seal?: string): Introduction {
  const { ledger, store } = world.chain;
  const text = seal ?? store.newest?.fresh ?? store.newest?.checkpoint;
  assert.ok(text);
  const introduction = introduceOffice({ ledger, log: store, seal: { text } }, office);
  assert.ok(introduction);
  return introduction;
}

export function draftOf(world: FollowWorld, office: string): RequestDraft {
  return {
    client: { registry: toBase64Url(world.kit.registryId), office },
    nonce: "n".repeat(22),
    state: "s".repeat(22),
    issued: world.kit.time,
    expires: world.kit.time + 3600,
    query: buildQuery([{ vct: "https://types.test/id-card", claims: [{ path: ["name"], optional: false }] }]),
    purpose: "account-opening",
    responseKey: seedP256("response").signer.publicKey,
  };
}

/** A request of the bank, which may ask; `by` is whose request key signs. */
export function askWith(
  world: FollowWorld,
  introduction: Introduction | undefined,
  change: Partial<RequestDraft> & { readonly by?: string } = {},
): string {
  const { by = "bank", ...draft } = change;
  const carried = introduction === undefined ? {} : { introduction };
  const { signer } = world.kit.office(by).request;
  return buildRequest({ ...draftOf(world, "bank"), ...carried, ...draft }, signer, nodePrimitives.sha256);
}

/** How a wallet judges a request, as `present/open-request.ts` does. */
export function judgeRequest(
  text: string,
  wallet: { readonly view: RegistryView; introduced(introduction: Introduction): RegistryView },
  now: number,
): AskerJudgement {
  const request = parseRequest(text);
  const { introduction } = request;
  const view = introduction === undefined ? wallet.view : wallet.introduced(introduction);
  return judgeAsker(request, view, nodePrimitives, now);
}
