import { extname } from 'node:path';
import { fault, type Submission } from './submission.js';
import type { ScenarioUploadReading } from './scenario-upload.js';

/** A model file with the table it names; a pasted text is the model file. */
export function modelUpload({ files, fields, faults }: Submission): ScenarioUploadReading {
  if (faults.length > 0) return { value: null, faults };
  const text = (fields.text ?? '').replaceAll('\r\n', '\n');
  if (text.trim() !== '') {
    return {
      value: { files: new Map([...files, ['model.yaml', new TextEncoder().encode(text)]]), main: 'model.yaml' },
      faults: [],
    };
  }
  const names = [...files.keys()];
  const main = names.find((name) => ['.yaml', '.yml', '.json'].includes(extname(name).toLowerCase())) ?? names[0];
  return main === undefined
    ? { value: null, faults: [fault('upload-nothing', '')] }
    : { value: { files, main }, faults: [] };
}
