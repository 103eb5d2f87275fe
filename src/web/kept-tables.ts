import { randomUUID } from 'node:crypto';

/** A table as it was sent. */
export interface KeptTable {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const mostKept = 4;

/**
 * Tables for which a model was drafted, in memory, so that the model file can be mended and fitted without sending the
 * table again. The oldest goes when a fifth comes.
 */
export class KeptTables {
  readonly #tables = new Map<string, KeptTable>();

  keep(table: KeptTable): string {
    const key = randomUUID();
    this.#tables.set(key, table);
    for (const oldest of this.#tables.keys()) {
      if (this.#tables.size <= mostKept) break;
      this.#tables.delete(oldest);
    }
    return key;
  }

  find(key: string): KeptTable | null {
    return this.#tables.get(key) ?? null;
  }
}
