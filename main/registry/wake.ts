/** A wait that ends early when somebody has news. */
export class Wake {
  #end: () => void = () => {};
  #pending = false;

  wake(): void {
    this.#pending = true;
    this.#end();
  }

  /** Resolves after `ms`, or at once if woken now or since the last wait. */
  async wait(ms: number): Promise<void> {
    if (!this.#pending) {
      await new Promise<void>((done) => {
        const timer = setTimeout(done, ms);
        this.#end = () => {
          clearTimeout(timer);
          done();
        };
      });
    }
    this.#pending = false;
    this.#end = () => {};
  }
}
