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

  /** The value given, else the default; `written` where the file writes the default in another form. */
  pick<Given, Default>(path: string, given: Given | undefined, fallback: Default, written?: unknown): Given | Default {
    if (given !== undefined) return given;
    this.#used.push({ path, value: written ?? fallback });
    return fallback;
  }
}
