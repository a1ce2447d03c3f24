/** Milliseconds between looks at the clock, and how far two clocks may drift apart in that time. */
const TICK = 5_000;
const SLEPT = 30_000;
/** A program that runs does not leave out so many looks. */
const SILENT = 60_000;

export interface AutoLockOptions {
  /** Minutes without a sign of the person; 0 for never. Asked at each look. */
  readonly minutes: () => number;
  readonly lock: () => void;
  /**
   * Milliseconds; the wall clock goes on while the machine sleeps. The monotonic one does not on Linux, and
   * does on Windows (QueryPerformanceCounter) and macOS (mach_continuous_time).
   */
  readonly wall?: () => number;
  readonly monotonic?: () => number;
}

/** Locks when nobody is there any more: after some minutes without a sign, and after a sleep. */
export class AutoLock {
  readonly #options: AutoLockOptions;
  readonly #wall: () => number;
  readonly #monotonic: () => number;
  readonly #timer: NodeJS.Timeout;
  /** Monotonic: setting the clock back must not hold the wallet open. */
  #touched: number;
  #gap: number;
  /** Monotonic, of the last look. */
  #looked: number;

  constructor(options: AutoLockOptions) {
    this.#options = options;
    this.#wall = options.wall ?? Date.now;
    this.#monotonic = options.monotonic ?? (() => performance.now());
    this.#touched = this.#monotonic();
    this.#looked = this.#touched;
    this.#gap = this.#wall() - this.#monotonic();
    this.#timer = setInterval(() => this.look(), TICK);
    this.#timer.unref();
  }

  /** The person did something. */
  touch(): void {
    // After a sleep the first sign may come before the first look; it must not undo it.
    this.look();
    this.#touched = this.#monotonic();
  }

  look(): void {
    const now = this.#monotonic();
    const gap = this.#wall() - now;
    const hasSlept = gap - this.#gap > SLEPT || now - this.#looked > SILENT;
    this.#gap = gap;
    this.#looked = now;
    const minutes = this.#options.minutes();
    const isIdle = minutes > 0 && now - this.#touched >= minutes * 60_000;
    if (!hasSlept && !isIdle) return;
    this.#touched = now;
    this.#options.lock();
  }

  stop(): void {
    clearInterval(this.#timer);
  }
}
