import { fromBase64UrlOf } from "../../../src/bytes/base64.ts";
import { BytesError } from "../../../src/bytes/error.ts";
import { toHex } from "../../../src/bytes/hex.ts";

function groupsOf(hash: string): readonly string[] {
  try {
    return toHex(fromBase64UrlOf(hash, 32)).match(/.{8}/g) ?? [];
  } catch (error) {
    if (error instanceof BytesError) return [];
    throw error;
  }
}

/** All 64 digits of a hash, in groups that two people can read to each other. */
export function HashLines({ label, hash }: { readonly label: string; readonly hash: string }) {
  return (
    <p className="text-note">
      <span className="text-dim">{label}</span>{" "}
      <code dir="ltr" className="font-mono text-[0.8rem]">
        {groupsOf(hash).join(" ")}
      </code>
    </p>
  );
}
