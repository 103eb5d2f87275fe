/** A key that the file leaves out, and the value that stands for it. */
export interface DefaultUsed {
  /** Dotted path as in the file, `channels.0.adstock.periods`. */
  readonly path: string;
  /** As it would be written in the file. */
  readonly value: unknown;
}

/** Fills in what a file leaves out and remembers it: every default used is shown with the fit and the plan. */
export class Defaults {
  readonly #used: DefaultUsed[] = [];

  get used(): readonly DefaultUsed[] {
    return this.#used;
  }

  /** A default for what the file can only leave out. */
  use<Value>(path: string, value: Value): Value {
    if (!this.#used.some((entry) => entry.path === path)) this.#used.push({ path, value });
    return value;
  }

  /** The value given, else the default. */
  pick<Given, Default>(path: string, given: Given | undefined, fallback: Default): Given | Default {
    return given ?? this.use(path, fallback);
  }
}
