/** Short names by number, from 1 on. */
export class Names {
  readonly #texts = [""];
  readonly #numbers = new Map<string, number>();

  /** Its number, new or old. */
  number(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.#texts.push(text) - 1));
    return number;
  }

  /** 0 if it has none. */
  find(text: string): number {
    return this.#numbers.get(text) ?? 0;
  }

  text(number: number): string {
    return this.#texts[number] as string;
  }
}
