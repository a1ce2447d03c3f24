interface Bucket {
  tokens: number;
  at: number;
}

/** Addresses remembered; the longest unseen are forgotten first. */
const MAX_ADDRESSES = 4096;

export interface RateLimitOptions {
  readonly perSecond: number;
  /** Taken at once after a pause. */
  readonly burst: number;
}

/** A token bucket for each address. */
export class RateLimit {
  readonly #options: RateLimitOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: RateLimitOptions) {
    this.#options = options;
  }

  /** Whether one more request of this address is served; `now` in milliseconds, never going back. */
  take(address: string, now: number): boolean {
    const { perSecond, burst } = this.#options;
    const bucket = this.#buckets.get(address) ?? { tokens: burst, at: now };
    this.#buckets.delete(address);
    this.#buckets.set(address, bucket);
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    if (this.#buckets.size > MAX_ADDRESSES) {
      for (const oldest of this.#buckets.keys()) {
        this.#buckets.delete(oldest);
        break;
      }
    }
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }
}
