import { extname } from 'node:path';
import type { SourceFile } from '../sources/source.js';

export type FileKind = 'model' | 'scenario' | 'market' | 'data';

const written = ['.yaml', '.yml', '.json'];
const schemaKey = /^[\s{]*["']?schema["']?\s*:\s*["']?mixplan\/(model|scenario|market)@/m;
/** A schema key stands near the top; more of the file need not be looked at. */
const lookAt = 64 * 1024;

/** What a file is meant to be: by its schema line, else by its name (a model file unless it is a table). */
export function kindOfFile(file: SourceFile): FileKind {
  if (!written.includes(extname(file.name).toLowerCase())) return 'data';
  const text = new TextDecoder().decode(file.bytes.subarray(0, lookAt));
  const named = schemaKey.exec(text)?.[1];
  if (named === 'model' || named === 'scenario' || named === 'market') return named;
  return /^(objective|window|lines)\s*:/m.test(text) ? 'scenario' : 'model';
}
