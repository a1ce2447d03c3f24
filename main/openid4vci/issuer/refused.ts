import { CodedError } from "../../../src/error.ts";

/** Errors of RFC 6749 section 5.2, RFC 9449 and OpenID4VCI 1.0, with the status each is answered with. */
const STATUSES = {
  invalid_request: 400,
  invalid_grant: 400,
  unsupported_grant_type: 400,
  invalid_dpop_proof: 400,
  invalid_token: 401,
  invalid_credential_request: 400,
  unknown_credential_configuration: 400,
  invalid_proof: 400,
  invalid_nonce: 400,
  credential_request_denied: 400,
  invalid_transaction_id: 400,
  invalid_notification_id: 400,
  not_found: 404,
} as const;

export type RefusedCode = keyof typeof STATUSES;

/** A request that this issuer does not serve; the answer is `{error}` alone. */
export class Refused extends CodedError<RefusedCode> {
  get status(): number {
    return STATUSES[this.code];
  }
}
