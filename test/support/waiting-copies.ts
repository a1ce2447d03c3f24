import assert from "node:assert/strict";
import type { TestWallet } from "./test-wallet.ts";
import type { WalletWorld } from "./wallet-world.ts";

/** Somebody whose wallet asked for single-use copies. */
export interface Waiting {
  readonly wallet: TestWallet;
  /** Of what is on its way. */
  readonly waiting: string;
}

/** A citizen who takes the civil registry's offer of copies and is told to wait. */
export async function askForCopies(world: WalletWorld, name: string, number: string): Promise<Waiting> {
  const offer = await world.office("civil-registry").ask("offers.create", {
    type: "birth-certificate",
    format: "dc+sd-jwt",
    copies: true,
    claims: world.birth(number),
    waits: 3600,
    withCode: false,
  });
  assert.equal(offer.copies, 8);
  const wallet = await world.citizen(name);
  const { id } = await wallet.ask("receive.open", { offer: offer.link ?? "" });
  const { state, id: waiting } = await wallet.ask("receive.fetch", { id });
  assert.equal(state, "waiting");
  return { wallet, waiting };
}

/** Keeps what an officer has issued meanwhile; answers the certificate. */
export async function keepCopies({ wallet, waiting }: Waiting): Promise<string> {
  const { state } = await wallet.ask("receive.check", { id: waiting });
  assert.equal(state, "arrived");
  const { ids } = await wallet.ask("receive.keep", { id: waiting });
  return ids[0] ?? "";
}
