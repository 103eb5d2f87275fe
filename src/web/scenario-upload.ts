import { fault, type Submission } from './submission.js';
import { isTextFile, pastedFile, type UploadReading } from './upload.js';

/** Name under which a pasted text is read. */
const pastedName = 'scenario.yaml';

/** A pasted text is the scenario; else the one file of scenario form that no other one builds upon. */
export function scenarioUpload({ files, fields, faults }: Submission): UploadReading {
  if (faults.length > 0) return { value: null, faults };
  const pasted = pastedFile(fields.text);
  if (pasted !== null)
    return { value: { files: new Map([...files, [pastedName, pasted]]), main: pastedName }, faults: [] };
  const main = mainFile(files);
  if (main === null) return { value: null, faults: [fault('upload-nothing', '')] };
  return { value: { files, main }, faults: [] };
}

/** The scenario among the files: a file that no other one names as its parent, the first where there are several. */
function mainFile(files: ReadonlyMap<string, Uint8Array>): string | null {
  const candidates = [...files.keys()].filter(isTextFile);
  if (candidates.length < 2) return candidates[0] ?? [...files.keys()][0] ?? null;
  const heads = candidates.map((name) => ({ name, text: headOf(files.get(name)) }));
  const parents = new Set(heads.map(({ text }) => keyIn(text, 'parent')).filter((id) => id !== null));
  return heads.find(({ text }) => !parents.has(keyIn(text, 'id') ?? ''))?.name ?? candidates[0] ?? null;
}

const headBytes = 64 * 1024;

function headOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes?.subarray(0, headBytes));
}

function keyIn(text: string, key: 'id' | 'parent'): string | null {
  return new RegExp(`^[\\s{]{0,4}["']?${key}["']?\\s*:\\s*["']?([a-z][a-z0-9-]{0,63})\\b`, 'm').exec(text)?.[1] ?? null;
}
