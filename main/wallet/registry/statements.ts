import { fromBase64Url } from "../../../src/bytes/base64.ts";
import { StatementError } from "../../../src/chain/proofs/error.ts";
import { formatStatement, parseStatement, type Statement } from "../../../src/chain/proofs/statement.ts";
import { type StatementFacts, verifyStatement } from "../../../src/chain/proofs/verify-statement.ts";
import { trustKey } from "../../../src/chain/roots/trust-root.ts";
import type { ParsedArgsOf } from "../../../src/contract/contract.ts";
import type { StatementView } from "../../../src/contract/registry-views.ts";
import type { Primitives } from "../../../src/crypto/ports.ts";
import { CodedError } from "../../../src/error.ts";
import { stateEntry, stateRecord, stateStatus } from "../../follow/prove/make-statement.ts";
import { LogError } from "../../log/error.ts";
import { WalletError } from "../error.ts";
import type { Session } from "../session.ts";

/** Throws `registry.full_only`, `registry.damaged`, StatementError. */
export function makeStatement(session: Session, asked: ParsedArgsOf<"registry.state">): string {
  const { proving } = session.registry;
  if (proving === undefined) throw new WalletError("registry.full_only");
  const { about, height, time } = asked;
  const { primitives } = session;
  try {
    const made = ((): Statement => {
      if ("entry" in about) return stateEntry(proving, fromBase64Url(about.entry));
      if ("commitment" in about) return stateStatus(proving, about.commitment, { height, time }, primitives);
      return stateRecord(proving, about.record, { height, time }, primitives);
    })();
    return formatStatement(made);
  } catch (error) {
    if (error instanceof LogError) throw new WalletError("registry.damaged");
    throw error;
  }
}

const STATES = ["valid", "revoked", "suspended", "replaced"] as const;

function viewFacts(facts: StatementFacts, file: string | undefined): StatementView {
  const { record, until, seal, entry, trust, status, deposit } = facts;
  const named = trust === undefined || trust.kind === "registry" ? undefined : trust.record.name;
  return {
    holds: true,
    height: record.height,
    time: record.time,
    until,
    sealedAt: seal.time,
    signers: seal.cosigners.map(({ id }) => id),
    ...(entry === undefined
      ? {}
      : { entry: { hash: entry.hash, kind: entry.entry.kind, by: entry.entry.by, index: entry.index } }),
    ...(trust === undefined
      ? {}
      : { record: { key: trustKey(trust), ...(named === undefined ? {} : { name: named }) } }),
    ...(status === undefined
      ? {}
      : {
          status: {
            office: status.office,
            index: status.index,
            state: STATES[status.status],
            ...(status.commitment === undefined ? {} : { commitment: status.commitment }),
          },
        }),
    ...(deposit === undefined
      ? {}
      : { deposit: { ...deposit, ...(file === undefined ? {} : { isFile: file === deposit.file }) } }),
  };
}

/** What a statement says, by the registry's id and the epochs that its reader followed, if any. */
export function checkStatement(
  given: { readonly statement: string; readonly file?: string | undefined },
  reader: Parameters<typeof verifyStatement>[1],
  primitives: Primitives,
): StatementView {
  try {
    const facts = verifyStatement(parseStatement(given.statement), reader, primitives);
    const isOther = given.file !== undefined && given.file !== facts.deposit?.file;
    if (isOther) throw new StatementError("statement.deposit");
    return viewFacts(facts, given.file);
  } catch (error) {
    if (error instanceof CodedError) return { holds: false, code: String(error.code) };
    throw error;
  }
}
