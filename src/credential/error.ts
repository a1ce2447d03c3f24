import { CodedError } from "../error.ts";

/** Grouped by the named check of a verdict that they belong to. */
export type CredentialErrorCode =
  // Parsing
  | "sdjwt.too_large"
  | "sdjwt.syntax"
  | "sdjwt.encoding"
  | "sdjwt.json"
  | "sdjwt.too_deep"
  | "sdjwt.too_many"
  | "sdjwt.disclosure"
  | "sdjwt.disclosure_name"
  // Issuer signature
  | "sdjwt.alg"
  | "sdjwt.typ"
  | "sdjwt.header"
  | "sdjwt.key_unknown"
  | "sdjwt.signature"
  // Digests and disclosures
  | "sdjwt.hash_alg"
  | "sdjwt.digest"
  | "sdjwt.digest_duplicate"
  | "sdjwt.disclosure_duplicate"
  | "sdjwt.disclosure_unreferenced"
  | "sdjwt.disclosure_misplaced"
  | "sdjwt.name_clash"
  | "sdjwt.registered_claim"
  | "sdjwt.reserved_name"
  // Validity
  | "sdjwt.time"
  | "sdjwt.expired"
  | "sdjwt.not_yet_valid"
  | "sdjwt.issued_in_future"
  // Issuing and presenting
  | "sdjwt.draft"
  | "sdjwt.path"
  // Holder binding
  | "kb.missing"
  | "kb.typ"
  | "kb.alg"
  | "kb.header"
  | "kb.claims"
  | "kb.signature"
  | "kb.sd_hash"
  | "kb.nonce"
  | "kb.audience"
  | "kb.time"
  // Our profile of SD-JWT VC
  | "vc.iss"
  | "vc.vct"
  | "vc.time"
  | "vc.holder"
  | "vc.status"
  | "vc.claim_unknown"
  | "vc.claim_missing"
  | "vc.claim_kind"
  | "vc.claim_text"
  | "vc.claim_image"
  // Token Status List
  | "status_list.too_large"
  | "status_list.syntax"
  | "status_list.bits"
  | "status_list.inflate"
  | "status_list.index"
  | "status_list.value"
  | "status_list.typ"
  | "status_list.alg"
  | "status_list.header"
  | "status_list.claims"
  | "status_list.key_unknown"
  | "status_list.signature"
  | "status_list.subject"
  | "status_list.time"
  // Type Metadata
  | "type_metadata.too_large"
  | "type_metadata.syntax"
  | "type_metadata.vct"
  | "type_metadata.extends"
  | "type_metadata.integrity"
  | "type_metadata.missing_claim"
  | "type_metadata.disclosable";

/** A credential, presentation or status list that we refuse to read, to trust or to write. */
export class CredentialError extends CodedError<CredentialErrorCode> {}
