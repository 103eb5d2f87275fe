import type { Upload } from './upload.js';

const remembered = 20;
const largestKept = 1024 * 1024;

/** Submissions of the jobs under way, so that a late fault can still show the text it is in. */
export class Submitted {
  readonly #uploads = new Map<string, Upload>();

  keep(job: string, { files, main }: Upload): void {
    const small = new Map([...files].filter(([, bytes]) => bytes.length <= largestKept));
    this.#uploads.set(job, { files: small, main });
    for (const id of this.#uploads.keys()) {
      if (this.#uploads.size <= remembered) return;
      this.#uploads.delete(id);
    }
  }

  of(job: string): Upload | null {
    return this.#uploads.get(job) ?? null;
  }
}
