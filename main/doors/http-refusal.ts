import { CodedError } from "../../src/error.ts";

const STATUSES = {
  "http.syntax": 400,
  "http.target": 400,
  "http.query": 400,
  "http.body": 400,
  "http.not_found": 404,
  "http.method": 405,
  "http.conflict": 409,
  "http.too_large": 413,
  "http.type": 415,
  "http.rate": 429,
  "http.internal": 500,
  "http.busy": 503,
  "http.listen": 500,
} as const;

export type HttpRefusalCode = keyof typeof STATUSES;

/** A request that is not served; the answer is its status and `{code}`. */
export class HttpRefusal extends CodedError<HttpRefusalCode> {
  readonly status: number;
  readonly headers: { readonly [name: string]: string } | undefined;

  constructor(
    code: HttpRefusalCode,
    options?: { cause?: unknown; headers?: { readonly [name: string]: string } },
  ) {
    super(code, options?.cause === undefined ? undefined : { cause: options.cause });
    this.status = STATUSES[code];
    this.headers = options?.headers;
  }
}
