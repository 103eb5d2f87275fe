import { fault } from '../../data/index.js';
import { extname } from 'node:path';
import type { FileSource } from './source.js';

/** The files of one upload, by bare name; nothing else is ever opened. */
export function uploadSource(uploads: ReadonlyMap<string, Uint8Array>): FileSource {
  return {
    read(name) {
      const bytes = uploads.get(name);
      if (bytes !== undefined) return Promise.resolve({ value: { name, bytes }, faults: [] });
      const sent = [...uploads.keys()].join(', ');
      return Promise.resolve({
        value: null,
        faults: [fault('file-not-uploaded', 'error', { file: name }, name, { sent })],
      });
    },
    neighbours(from) {
      const names = [...uploads.keys()].filter((name) =>
        ['.yaml', '.yml', '.json'].includes(extname(name).toLowerCase()),
      );
      return Promise.resolve(names.filter((name) => name !== from));
    },
  };
}
