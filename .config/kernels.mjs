// Compiles src/mixmodel/kernels/assembly/kernels.ts and writes it, as text that the code imports, to
// src/mixmodel/kernels/compiled-kernels.ts. `npm run kernels`; a test compiles anew and compares.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const room = join(dirname(dirname(fileURLToPath(import.meta.url))), 'src/mixmodel/kernels');
const options = '-O3 --noAssert --runtime stub --importMemory --enable simd --outFile kernels.wasm'.split(' ');

/** The text of compiled-kernels.ts. */
export async function compileKernels() {
  let binary;
  const { error, stderr } = await asc.main(['assembly/kernels.ts', '--baseDir', room, ...options], {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) binary = contents;
    },
  });
  if (error !== null) throw new Error(`the kernels do not compile:\n${stderr.toString()}`);
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,100}/g);
  return [
    '// Made by `npm run kernels` from assembly/kernels.ts; do not edit.',
    '',
    '/** The WebAssembly module, in base64. */',
    'export const compiledKernels =',
    `${lines.map((line) => `  '${line}'`).join(' +\n')};`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(room, 'compiled-kernels.ts'), await compileKernels());
}
