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
        faults: [
          {
            code: 'file-not-uploaded',
            severity: 'error',
            where: { file: name },
            found: name.slice(0, 80),
            params: { sent },
          },
        ],
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
