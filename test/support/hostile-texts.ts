/** Texts that are nothing of ours, whatever they are handed in as. */
export const HOSTILE_TEXTS: readonly string[] = [
  "",
  " ",
  "\u0000",
  "\ud800",
  "x",
  "~",
  "~~~",
  ".",
  "..",
  "....",
  "a.b.c",
  "a.b.c.d.e",
  "e30.e30.e30",
  "e30.e30.e30~",
  "e30.e30.e30.e30.e30",
  "e30.e30.AAAA~WyJhIl0~e30.e30.AAAA",
  "null",
  "{}",
  "[]",
  '"text"',
  '{"a":1,"a":2}',
  '{"__proto__":{"polluted":true}}',
  '{"constructor":{"prototype":{"polluted":true}}}',
  '{"credentials":[]}',
  '{"key":"A","sig":"B"}',
  `${"[".repeat(100_000)}${"]".repeat(100_000)}`,
  `${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}`,
  "A".repeat(1 << 20),
  ".".repeat(1 << 20),
  "~".repeat(1 << 20),
  `${"A".repeat(500_000)}.${"A".repeat(500_000)}.AAAA`,
  "é".repeat(1 << 20),
  "<script>alert(1)</script>",
  "'; DROP TABLE rows; --",
  "../../../../etc/passwd",
];

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

/** Messages with a header of the right kind and little behind it. */
export function headedTexts(): readonly string[] {
  const types = [
    "openid4vci-proof+jwt",
    "sealfolio-consent-request+jwt",
    "oauth-authz-req+jwt",
    "dc+sd-jwt",
    "kb+jwt",
    "statuslist+jwt",
  ];
  const payloads = [{}, [], null, 7, { iss: {}, exp: "x" }, { ["__proto__"]: 1 }, { aud: [], iat: 2 ** 53 }];
  const signature = "A".repeat(86);
  return types.flatMap((typ) =>
    payloads.flatMap((payload) => {
      const jws = `${encode({ alg: "ES256", typ, kid: "A".repeat(43) })}.${encode(payload)}.${signature}`;
      return [jws, `${jws}~`, `${jws}~${encode([1, 2, 3])}~`];
    }),
  );
}

/** A message damaged in the ways that carriers damage them, and some more. */
export function damaged(text: string): readonly string[] {
  const middle = Math.floor(text.length / 2);
  const other = text[middle] === "A" ? "B" : "A";
  return [
    text.slice(0, middle),
    text.slice(0, -1),
    text.slice(1),
    text.slice(0, middle) + other + text.slice(middle + 1),
    text.slice(0, middle) + text.slice(middle + 1),
    `${text} `,
    `\uFEFF${text}`,
    text + text,
    text.replaceAll("\n", "\r\n").replaceAll(".", ".\n"),
    text.toUpperCase(),
    [...text].reverse().join(""),
    `{"request":${JSON.stringify(text)}}`,
  ];
}
