import { batchOf, changeCopies, issueBatch } from "./kit-copies.ts";
import { commitmentOf, type KitOffice } from "./registry-kit.ts";
import { standardRegistry } from "./standard-registry.ts";
import { hashOf } from "./test-keys.ts";

/** What happens next in a history: which kind of thing, and to which of the credentials so far. */
export interface Deed {
  readonly kind: number;
  readonly pick: number;
}

export interface History {
  readonly registryId: Uint8Array;
  /** Acceptable in this order, genesis first. */
  readonly leaves: readonly Uint8Array[];
  /** Of every credential in it. */
  readonly commitments: readonly string[];
  /** Places of every single-use copy, of the office `identity`. */
  readonly copies: readonly number[];
}

interface Copies {
  readonly batch: string;
  readonly first: number;
  status: "valid" | "suspended" | "ended";
}

interface Credential {
  readonly office: KitOffice;
  readonly commitment: string;
  readonly parcel?: string;
  status: "valid" | "suspended" | "ended";
}

/** How many kinds of deeds there are. */
export const DEEDS = 16;

/** The standard registry, and then as many deeds, each done so that the rules accept it. */
export function makeHistory(deeds: readonly Deed[]): History {
  const { kit, civil, identity, land, archive, leaves: founding } = standardRegistry();
  const leaves = [...founding];
  const credentials: Credential[] = [];
  const batches: Copies[] = [];
  let fresh = 0;

  const take = (leaf: Uint8Array): Uint8Array => {
    leaves.push(kit.take(leaf));
    return leaf;
  };
  const issue = (office: KitOffice, type: string, pick: number): void => {
    // Now and then far up in the list, so that offices have several chunks.
    const index = pick % 5 === 0 ? 16_384 * (pick % 3) + 1000 + fresh : fresh;
    const leaf = take(kit.issue(office, type, { commitment: hashOf(`history ${fresh++}`), index }));
    credentials.push({ office, commitment: commitmentOf(leaf), status: "valid" });
  };
  const issueTitle = (parcel: string): void => {
    const commitment = hashOf(`history ${fresh++}`);
    take(kit.issue(land, "title", { commitment, index: fresh, tag: hashOf(parcel), owners: ["ana"] }));
    credentials.push({ office: land, commitment, parcel, status: "valid" });
  };
  const find = (pick: number, fits: (held: Credential) => boolean): Credential | undefined => {
    const fitting = credentials.filter(fits);
    return fitting[pick % Math.max(1, fitting.length)];
  };

  const changeSome = (act: "suspend" | "reinstate" | "revoke", pick: number): void => {
    const wants = { suspend: "valid", reinstate: "suspended", revoke: "valid" }[act];
    const fitting = batches.filter(({ status }) => status === wants);
    const one = fitting[pick % Math.max(1, fitting.length)];
    if (one === undefined) return;
    take(changeCopies(kit, identity, one.batch, [one.first + 1, one.first + 6], { act }));
    one.status = { suspend: "suspended", reinstate: "valid", revoke: "ended" }[act] as Copies["status"];
  };
  const ACTS = { 13: "suspend", 14: "reinstate", 15: "revoke" } as const;

  for (const { kind, pick } of deeds) {
    const live = find(pick, ({ status }) => status !== "ended");
    const valid = find(pick, ({ status }) => status === "valid");
    const suspended = find(pick, ({ status }) => status === "suspended");
    const title = find(pick, ({ status, parcel }) => status === "valid" && parcel !== undefined);
    if (kind === 1 && valid !== undefined) {
      take(kit.suspend(valid.office, valid.commitment));
      valid.status = "suspended";
    } else if (kind === 2 && suspended !== undefined) {
      take(kit.reinstate(suspended.office, suspended.commitment));
      suspended.status = "valid";
    } else if (kind === 3 && live !== undefined) {
      take(kit.revoke(live.office, live.commitment));
      live.status = "ended";
    } else if (kind === 4 && title?.parcel !== undefined) {
      const commitment = hashOf(`history ${fresh++}`);
      const next = { commitment, index: fresh, tag: hashOf(title.parcel), owners: ["ana"] };
      take(kit.replace(land, title.commitment, { ...next, consentBy: ["ana"] }));
      title.status = "ended";
      credentials.push({ office: land, commitment, parcel: title.parcel, status: "valid" });
    } else if (kind === 5) issueTitle(`parcel ${fresh}`);
    else if (kind === 6) take(kit.deposit(archive, hashOf(`file ${fresh++}`)));
    else if (kind === 7) take(kit.accredit(kit.office(`office-${fresh++}`), { issues: ["id-card"] }));
    else if (kind === 8) take(kit.define(`type-${fresh++}`));
    else if (kind === 9) take(kit.amendOffice("bank", { name: { en: `Bank ${fresh++}` } }));
    else if (kind === 10 && kit.state.authorities().length < 7) take(kit.admit(`authority-x${fresh++}`));
    else if (kind === 12) {
      // Now and then across the end of a chunk.
      const first = 16_384 * (10 + fresh++) - (pick % 2 === 0 ? 4 : 100);
      batches.push({
        batch: batchOf(take(issueBatch(kit, identity, "id-card", { first }))),
        first,
        status: "valid",
      });
    } else if (kind === 13 || kind === 14 || kind === 15) changeSome(ACTS[kind], pick);
    else if (kind === 11) issue(civil, "birth", pick);
    else issue(identity, "id-card", pick);
  }
  return {
    registryId: kit.registryId,
    leaves,
    commitments: [...credentials.map(({ commitment }) => commitment), ...batches.map(({ batch }) => batch)],
    copies: batches.flatMap(({ first }) => Array.from({ length: 8 }, (_, i) => first + i)),
  };
}
