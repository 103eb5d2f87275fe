import type { Store } from '../../store/index.js';
import type { FileSource, SourceFile } from '../sources/source.js';

/** A scenario named by another one, and where it was found. */
export type FoundScenario =
  | { readonly in: 'files'; readonly file: SourceFile }
  | { readonly in: 'store'; readonly file: SourceFile; readonly version: number };

/**
 * A scenario by its id: among the files of the command, then in the files beside the one that names it, then in the
 * store. Null: nowhere.
 */
export async function findScenario(
  id: string,
  from: string,
  source: FileSource,
  among: readonly string[],
  store: Store,
): Promise<FoundScenario | null> {
  for (const name of [...among, ...(await source.neighbours(from))]) {
    const { value: file } = await source.read(name);
    if (file !== null && scenarioIdOf(file.bytes) === id) return { in: 'files', file };
  }
  const saved = await store.readScenario(id, 'latest');
  if (saved === null) return null;
  const bytes = new TextEncoder().encode(saved.file.text);
  return { in: 'store', file: { name: saved.file.name, bytes }, version: saved.version };
}

const largestScenario = 1024 * 1024;
const schemaLine = /^[\s{]*["']?schema["']?\s*:\s*["']?mixplan\/scenario@1\b/m;
const idLine = /^[\s{]{0,4}["']?id["']?\s*:\s*["']?([a-z][a-z0-9-]{0,63})\b/m;

/** A quick look for the id of a scenario file, good enough to choose which file to read properly. */
function scenarioIdOf(bytes: Uint8Array): string | null {
  if (bytes.length > largestScenario) return null;
  const text = new TextDecoder().decode(bytes);
  return schemaLine.test(text) ? (idLine.exec(text)?.[1] ?? null) : null;
}
