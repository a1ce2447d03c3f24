/** Lines of results on the command line, in English; a number stands by itself, so that no line has a plural. */
export const LINES_EN = {
  "age.none": "no data yet",
  "age.of": "block {height}, {span} old",
  picture: "(picture)",

  "state.valid": "valid",
  "state.suspended": "suspended",
  "state.revoked": "withdrawn",
  "state.replaced": "replaced",
  "state.expired": "expired",
  "state.cannot tell": "cannot tell",
  "state.pending": "pending",
  "state.sealed": "sealed",
  "state.submitted": "sent in, not sealed yet",
  "state.refused": "refused",

  "credential.head": "{type} by {office}: {state} ({age})",
  "credential.issued_in": "Issued in block {height}, valid until {time}",
  "credential.issued": "Issued, valid until {time}",
  "credential.mark": "Commitment {mark}",

  "mark.passed": "ok",
  "mark.failed": "NO",
  "mark.cannot tell": "??",
  "verdict.data": "Data: {age}",
  finding: "{time} {what} {place}, from {source}",

  "chain.synced": "New blocks: {count}; {age}",
  "chain.registry": "Registry",
  "chain.facts": "{age}; leaves: {size}; quorum: {quorum} of {count}",
  "chain.alarm": "ALARM: {what}",
  "chain.authorities": "Authorities:",
  "chain.sealed": "sealed",
  "chain.sources": "Sources:",
  "chain.found": "Found:",
  "chain.block": "block {height}  {time}  entries: {count}  {record} <- {previous}",
  "source.good": "in step",
  "source.marked": "marked",
  "source.unreachable": "no answer",
  "source.unused": "not asked yet",

  "issue.nothing_issued": "Nothing was issued.",
  "issue.pending": "Not sealed yet. Carry on with: sealfolio issue refresh {mark}",
  "issue.entry": "Entry {entry}: {state}",
  "issue.proposal": "Proposal {id}",
  "issue.nothing": "Nothing found.",
  "consent.asks": "{office} asks to replace {mark} ({reason}).",

  "present.certificate": "a certificate",
  "present.optional": "(may be left out)",
  "present.leaves": "from {id} would leave:",
  "present.none": "You have no certificate that answers this.",
  "present.before": "Answer before {time}",
  "present.purpose": "Purpose: {purpose}",

  "registry.id": "Registry {id}",
  "registry.founded":
    "Wallets pin this id. Keep each authority's folder where only that authority can read it.",
  "registry.node": "node",
  "registry.accepted": "Accepted: {hash}",
  "registry.status": "{origin}: block {height} of {time}, {span} old; leaves: {size}",
  "registry.serves": "{role} of registry {id} at {url}",

  "wallet.made": "The wallet is made. Nobody can open it without the passphrase, not even we.",
  "wallet.open": "Open. Registry: {age}",
  "wallet.empty": "No certificates yet. Ask an office with: sealfolio wallet request",
  "wallet.kept": "Kept:",
  "wallet.keep": "Keep it with --keep",
  "wallet.no_activity": "Nothing yet.",
  "wallet.gave": "gave: {names}",
  "wallet.changed": "The passphrase is changed.",
  "ask.passphrase": "Passphrase: ",
  "ask.new_passphrase": "New passphrase: ",
} as const;

export type LineName = keyof typeof LINES_EN;
/** One language's lines. */
export type Lines = { readonly [name in LineName]: string };
