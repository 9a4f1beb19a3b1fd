/** A queue of bounded length between one who puts in and one who takes out; each waits for the other. */
export class Window<T> {
  readonly #items: T[] = [];
  readonly #size: number;
  #ended = false;
  #wake: (() => void)[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  /** Returns once there is room again: what is put in is taken out before anything else is asked for. */
  async put(item: T): Promise<void> {
    this.#items.push(item);
    this.#notify();
    while (this.#items.length >= this.#size && !this.#ended) await this.#change();
  }

  /** Nothing more is put in. */
  end(): void {
    this.#ended = true;
    this.#notify();
  }

  /** The oldest item; it takes up room until `done` is called. Undefined after the last. */
  async first(): Promise<T | undefined> {
    while (this.#items.length === 0 && !this.#ended) await this.#change();
    return this.#items[0];
  }

  /** The oldest item is done with. */
  done(): void {
    this.#items.shift();
    this.#notify();
  }

  #change(): Promise<void> {
    return new Promise((resolve) => this.#wake.push(resolve));
  }

  #notify(): void {
    const wake = this.#wake;
    this.#wake = [];
    for (const one of wake) one();
  }
}
