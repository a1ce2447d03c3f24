import { type ArgsOf, PROFILE_CALLS, type ProfileCallName } from "../../src/contract/contract.ts";
import { BIRTH, BIRTH_VCT } from "./wallet-world.ts";

export const CALL_NAMES = Object.keys(PROFILE_CALLS) as ProfileCallName[];

const HASH = "A".repeat(43);

const ISSUED_TO = {
  request: "x",
  role: "holder",
  others: [{ request: "y", role: "guardian" }],
  need: 1,
} satisfies Partial<ArgsOf<"office.issue">>;

/** For each call, arguments that it reads; what they name does not exist. */
export const SAMPLES: { readonly [Name in ProfileCallName]: ArgsOf<Name> } = {
  "wallet.status": {},
  "wallet.create": {
    passphrase: "a long walk",
    registry: HASH,
    sources: ["http://127.0.0.1:9/"],
    mode: "light",
    office: "bank",
    words: true,
  },
  "wallet.unlock": { passphrase: "a long walk" },
  "wallet.lock": {},
  "wallet.confirm": { passphrase: "a long walk" },
  "wallet.change_passphrase": { old: "a long walk", new: "a longer walk" },
  "wallet.rekey": { passphrase: "a long walk" },
  "wallet.recovery_new": { passphrase: "a long walk" },
  "wallet.recovery_words": {},
  "wallet.recovery_confirm": { words: ["abandon", "ability", "able"] },
  "wallet.recovery_later": {},
  "wallet.recover": { words: "abandon ability able", passphrase: "a longer walk" },
  "wallet.unlock_os": {},
  "wallet.os_on": { passphrase: "a long walk" },
  "wallet.os_off": {},
  "backup.status": {},
  "backup.set": { folder: "/nowhere/at/all", every: "off" },
  "backup.now": { passphrase: "a long walk" },
  "backup.rehearse": { key: { passphrase: "a long walk" } },
  "activity.list": { limit: 10, before: 5, search: "bank", outcome: "done", kinds: ["check"] },
  "activity.clear": { passphrase: "a long walk" },
  "registry.status": {},
  "registry.sync": {},
  "registry.set_sources": { sources: ["http://127.0.0.1:9/"] },
  "registry.blocks": { from: 0, count: 10 },
  "registry.entries": { height: 0, from: 0, count: 10 },
  "registry.entry": { index: 0 },
  "registry.audit": { fresh: false },
  "registry.verify_block": { height: 0 },
  "registry.days": {},
  "registry.alarms": {},
  "registry.resolve_alarm": { id: 1 },
  "registry.state": { about: { commitment: HASH }, height: 0, time: 0 },
  "registry.check_statement": { statement: "x", file: HASH },
  "deposit.make": { file: HASH, name: "plan.pdf", via: { office: "archive", url: "https://deposits.test/" } },
  "deposit.list": {},
  "deposit.carry": { digest: HASH },
  "holder.request_key": { office: "civil-registry", vct: BIRTH_VCT, copies: 4 },
  "holder.preview": { delivery: "x" },
  "holder.keep": { delivery: "x" },
  "holder.list": {},
  "holder.show": { id: HASH },
  "holder.receipt": { id: HASH },
  "holder.delete": { id: HASH, commitment: HASH },
  "holder.preview_consent": { request: "x" },
  "holder.consent": { request: "x" },
  "receive.open": { offer: "x" },
  "receive.fetch": { id: HASH, txCode: "1234", copies: 2 },
  "receive.browser": { id: HASH },
  "receive.finish": { id: HASH },
  "receive.renew": { credential: HASH },
  "receive.list": {},
  "receive.check": { id: HASH },
  "receive.keep": { id: HASH },
  "receive.refuse": { id: HASH },
  "offers.serve": { port: 0, url: "https://office.example" },
  "offers.create": {
    type: "birth-certificate",
    format: "dc+sd-jwt",
    copies: true,
    claims: BIRTH,
    validFor: 86_400,
    role: "guardian",
    waits: 3600,
    withCode: true,
  },
  "offers.certificate": {},
  "offers.list": {},
  "offers.cancel": { id: HASH },
  "bulk.check": { type: "birth-certificate", csv: "x" },
  "bulk.begin": { type: "birth-certificate", csv: "x", name: "births.csv", validFor: 86_400 },
  "bulk.run": { id: HASH },
  "bulk.pause": { id: HASH },
  "bulk.list": {},
  "bulk.rows": { id: HASH, from: 0, count: 10 },
  "bulk.deliveries": { id: HASH },
  "bulk.drafts": { id: HASH },
  "bulk.preview_batch": { batch: "x" },
  "bulk.approve_batch": { batch: "x", looked: [HASH] },
  "trust.list": {},
  "trust.look": { file: "x" },
  "trust.import": { file: "x", fingerprints: [Array.from({ length: 32 }, () => "AA").join(":")] },
  "trust.remove": { fingerprint: Array.from({ length: 32 }, () => "AA").join(":") },
  "present.preview": { request: "x" },
  "present.answer": {
    request: "x",
    answers: [{ query: "document0", credential: HASH, approved: [["family_name"]] }],
    despiteWarnings: true,
  },
  "present.send": {
    request: "x",
    answers: [{ query: "q", credential: HASH, approved: [["family_name"]] }],
    despiteWarnings: true,
  },
  "present.decline": { request: "x" },
  "paper.preview": { credential: HASH, claims: [["family_name"]], size: "A4", language: "en" },
  "paper.make": { credential: HASH, claims: [["family_name"]], size: "label", language: "de" },
  "paper.answer": {
    request: "x",
    response: "x",
    answers: [{ query: "document0", credential: HASH, approved: [["family_name"]] }],
    size: "A4",
    language: "de",
  },
  "counter.ask": {
    purpose: "identity-check",
    credentials: [
      {
        vct: BIRTH_VCT,
        claims: [{ path: ["family_name"], optional: false, values: ["Sample", 1, true] }],
        orMdoc: true,
        multiple: true,
        authorities: ["AAAA"],
      },
    ],
    sets: [{ options: [[0]], required: true }],
    validFor: 600,
    byLink: { prefix: "x509_hash", encrypted: true, compare: true },
  },
  "counter.listen": { port: 0, url: "https://counter.example" },
  "counter.stop_listening": {},
  "counter.case": { id: HASH },
  "counter.close_case": { id: HASH },
  "counter.purposes": {},
  "counter.check": { response: "x", compare: true },
  "counter.inspect": { file: "x", compare: true },
  "counter.matcher": {},
  "counter.add_matcher": { file: "AGFzbQ==" },
  "counter.set_matcher": { on: true, file: HASH },
  "counter.compare_faces": { check: HASH, consent: "refused" },
  "counter.compare": { check: HASH, person: "same" },
  "counter.checks": { limit: 10 },
  "counter.past_check": { check: HASH },
  "counter.slip": { check: HASH, size: "A4", language: "en" },
  "counter.report": { checks: [{ check: HASH, name: "a.pdf" }], size: "Letter", language: "de" },
  "counter.on_day": { file: "x", time: 0 },
  "counter.turned": {},
  "counter.saw": { check: HASH },
  "office.keys": {},
  "office.types": {},
  "office.find_duplicate": { type: "birth-certificate", claims: BIRTH },
  "office.set_keepers": { keepers: [{ office: "land-registry", url: "https://tags.test/" }] },
  "office.issue": {
    type: "birth-certificate",
    ...ISSUED_TO,
    claims: BIRTH,
    validFor: 86_400,
  },
  "copies.issue": {
    type: "birth-certificate",
    holders: [
      { request: "x", claims: BIRTH },
      { request: "y", claims: BIRTH },
    ],
    validFor: 86_400,
  },
  "copies.refresh": { batch: HASH },
  "copies.waiting": {},
  "copies.issue_waiting": { type: "birth-certificate", ids: [HASH, HASH] },
  "copies.refuse_waiting": { id: HASH },
  "copies.list": {},
  "copies.change": { certificate: HASH, act: "suspend", reason: "lost" },
  "office.suspend": { commitment: HASH, reason: "investigation" },
  "office.reinstate": { commitment: HASH, reason: "error" },
  "office.revoke": { commitment: HASH, reason: "lost" },
  "office.propose_replacement": {
    old: HASH,
    ...ISSUED_TO,
    claims: BIRTH,
    reason: "transfer",
    validFor: 86_400,
  },
  "office.take_consent": { proposal: HASH, consent: "x" },
  "office.complete_replacement": { proposal: HASH, consents: ["x"] },
  "office.replace_by_order": {
    old: HASH,
    ...ISSUED_TO,
    claims: BIRTH,
    reason: "death",
    order: HASH,
    validFor: 86_400,
  },
  "office.preview_draft": { draft: "x" },
  "office.approve": { draft: "x" },
  "office.send_back": { draft: "x", note: "The order names another parcel." },
  "office.take_back": { answer: "x" },
  "office.accept_gap": {},
  "office.register": { search: "ada", limit: 10 },
  "office.find": {
    search: "ada",
    type: "birth-certificate",
    group: "live",
    since: 1,
    before: 2,
    from: 0,
    count: 10,
  },
  "office.record": { commitment: HASH },
  "office.refresh": { commitment: HASH },
};

/** Members that may be left out. */
const OPTIONAL: { readonly [Name in ProfileCallName]?: readonly string[] } = {
  // Nobody may own what is replaced.
  "office.complete_replacement": ["consents"],
  "registry.state": ["height", "time"],
  "registry.check_statement": ["file"],
  "deposit.make": ["via"],
  "wallet.create": ["office", "words"],
  "activity.list": ["before", "search", "outcome", "kinds"],
  "backup.now": ["passphrase"],
  "counter.check": ["compare"],
  "counter.inspect": ["compare"],
  "paper.preview": ["claims"],
  "paper.make": ["claims"],
  "receive.fetch": ["txCode", "copies"],
  "offers.serve": ["port", "url"],
  "counter.ask": ["byLink", "sets"],
  "counter.listen": ["port", "url"],
  "offers.create": ["copies", "role", "validFor"],
  "bulk.begin": ["validFor"],
  "holder.request_key": ["copies"],
  "copies.issue": ["validFor"],
  "office.issue": ["role", "others", "need", "validFor"],
  "office.propose_replacement": ["role", "others", "need", "validFor"],
  "office.replace_by_order": ["role", "others", "need", "validFor"],
  "office.register": ["search"],
  "office.find": ["search", "type", "group", "since", "before"],
};

export function nested(depth: number): unknown {
  let value: unknown = [];
  for (let i = 1; i < depth; i++) value = [value];
  return value;
}

const LONG = "x".repeat((32 << 20) + 1);
const DEEP = nested(100_000);

/** A member of that name that `{...}` would set as the prototype. */
function withOwnProto(args: object, value: unknown): object {
  return Object.defineProperty({ ...args }, "__proto__", {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

function cyclic(): unknown {
  const value: { again?: unknown } = {};
  value.again = value;
  return value;
}

/** Two ways into one thing at each level: few objects, more paths than anyone can walk. */
function branching(levels: number): unknown {
  let value: unknown = {};
  for (let i = 0; i < levels; i++) value = { a: value, b: value };
  return value;
}

class Strange {
  readonly own = 1;
}

const NOT_ARGUMENTS: readonly unknown[] = [
  undefined,
  null,
  true,
  7,
  Number.NaN,
  "x",
  LONG,
  10n,
  Symbol("x"),
  () => 1,
  [],
  [{}],
  new Date(0),
  new Map(),
  new Strange(),
  DEEP,
  cyclic(),
];

const OF_OTHER_TYPES: { readonly [type: string]: readonly unknown[] } = {
  string: [null, true, 7, Number.NaN, {}, [], ["x"], LONG, new String("x"), DEEP],
  number: [
    null,
    true,
    "7",
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    1.5,
    2 ** 53,
    -(2 ** 53),
    10n,
    {},
    [],
    [7],
  ],
  boolean: [null, 0, 1, "true", {}, []],
  object: [null, true, 7, "x", LONG, [], new Date(0), new Map(), new Strange(), DEEP, cyclic()],
  array: [null, true, 7, "x", {}, [null], [undefined], [[[[[]]]]], { length: 1, 0: "x" }, DEEP],
};

function typeOf(value: unknown): string {
  return Array.isArray(value) ? "array" : typeof value;
}

/** What no call reads as its arguments, each with a word on what is wrong. */
export function hostileArguments(name: ProfileCallName): Generator<readonly [what: string, args: unknown]> {
  return hostileLike(SAMPLES[name], OPTIONAL[name]);
}

/** The same for arguments of any call; `optional` members may be left out. */
export function* hostileLike(
  sample: object,
  optional: readonly string[] = [],
): Generator<readonly [what: string, args: unknown]> {
  for (const value of NOT_ARGUMENTS) yield [`whole ${typeOf(value)}`, value];
  for (const [extra, value] of Object.entries({ extra: 1, constructor: 1, toString: undefined })) {
    yield [`extra ${extra}`, { ...sample, [extra]: value }];
  }
  yield ["own __proto__", withOwnProto(sample, { polluted: true })];
  yield ["prototype of another kind", Object.assign(Object.create({ polluted: true }) as object, sample)];
  yield ["symbol member", { ...sample, [Symbol("x")]: 1 }];
  yield ["getter that throws", Object.defineProperty({ ...sample }, "trap", { enumerable: true, get: trap })];
  for (const [member, value] of Object.entries(sample)) {
    if (!optional.includes(member)) {
      yield [`without ${member}`, { ...sample, [member]: undefined }];
    }
    for (const other of OF_OTHER_TYPES[typeOf(value)] ?? []) {
      yield [`${member} as ${typeOf(other)}`, { ...sample, [member]: other }];
    }
    if (typeOf(value) === "object") {
      yield [`${member} deep`, { ...sample, [member]: { a: DEEP } }];
      yield [`${member} cyclic`, { ...sample, [member]: { a: cyclic() } }];
      yield [`${member} branching`, { ...sample, [member]: { a: branching(64) } }];
      yield [`${member} with own __proto__`, { ...sample, [member]: withOwnProto(value as object, {}) }];
      yield [`${member} with no JSON`, { ...sample, [member]: { a: undefined, b: () => 1 } }];
    }
    if (Array.isArray(value)) {
      const many = Array.from({ length: 1000 }, () => (value as unknown[])[0]);
      yield [`${member} with too many`, { ...sample, [member]: many }];
      yield [`${member} empty`, { ...sample, [member]: [] }];
    }
  }
}

function trap(): never {
  throw new TypeError("trap");
}
