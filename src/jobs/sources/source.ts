import type { Reading } from '../../data/index.js';

/** A file as a user gave it. */
export interface SourceFile {
  /** As shown in faults. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Where the files that users name come from: the disk on the command line, the upload on the web. */
export interface FileSource {
  /** A file named by the user, or named inside the file `from` of this source. */
  read(name: string, from?: string): Promise<Reading<SourceFile>>;
  /** Names of the other scenario files that stand beside `from`, to look for a parent or a reference. */
  neighbours(from: string): Promise<readonly string[]>;
}
