import { extname } from 'node:path';
import type { Fault } from '../jobs/index.js';
import { fault, type Submission } from './submission.js';

/** Files to plan: which of them is the scenario, and the others it may name. */
export interface ScenarioUpload {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly main: string;
}

export type ScenarioUploadReading =
  | { readonly value: ScenarioUpload; readonly faults: readonly [] }
  | { readonly value: null; readonly faults: readonly Fault[] };

/** Name under which a pasted text is read, unless a file of this name came with it. */
const pastedName = 'scenario.yaml';

const fileKinds = ['.yaml', '.yml', '.json'];

/** A pasted text is the scenario; else the one file of scenario form that no other one builds upon. */
export function scenarioUpload({ files, fields, faults }: Submission): ScenarioUploadReading {
  if (faults.length > 0) return { value: null, faults };
  const text = (fields.text ?? '').replaceAll('\r\n', '\n');
  if (text.trim() !== '') {
    const all = new Map(files);
    // Browsers send pasted lines with CR LF; places are counted as the writer sees them.
    all.set(pastedName, new TextEncoder().encode(text));
    return { value: { files: all, main: pastedName }, faults: [] };
  }
  const main = mainFile(files);
  if (main === null) return { value: null, faults: [fault('upload-nothing', '')] };
  return { value: { files, main }, faults: [] };
}

/** The scenario among the files: a file that no other one names as its parent, the first where there are several. */
function mainFile(files: ReadonlyMap<string, Uint8Array>): string | null {
  const candidates = [...files.keys()].filter((name) => fileKinds.includes(extname(name).toLowerCase()));
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
