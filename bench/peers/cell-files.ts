import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a cell says of itself; `python/cell.py` writes the same. */
export interface CellHeader {
  readonly set: string;
  readonly model: string;
  readonly chains: number;
  /** Over all chains. */
  readonly draws: number;
  readonly divergences: number;
  /** Seconds since before the model was built: until it was built, until the draws were in hand. */
  readonly seconds: { readonly model: number; readonly draws: number };
  /** Share of the sampling time before the first kept draw. */
  readonly warmUpShare: number;
  /** Peak resident memory of the process when the draws were in hand. */
  readonly peakMegabytes: number;
  /** One-minute load average of the machine at the end. */
  readonly load: number;
  readonly processors: number;
  readonly parameters: readonly string[];
  readonly channels: readonly string[];
  readonly groups: readonly string[];
  readonly periods: number;
  readonly thinned: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Ours only: the program's own gate, reached by drawing in blocks. */
  readonly ownGate?: { readonly reached: boolean; readonly seconds: number; readonly drawsPerChain: number };
}

export interface CellBlocks {
  /** `(parameters × draws)` */
  readonly parameters: Float64Array;
  /** `(channels × groups × draws)`: contribution within the data, in money where the set has a value per unit. */
  readonly totals: Float64Array;
  /** `(channels × groups × periods)`: posterior mean contribution, KPI units. */
  readonly means: Float64Array;
  /** `(channels × groups × periods × thinned)`: contributions of some draws, KPI units. */
  readonly paths: Float64Array;
  /** `(groups × periods × thinned)`: the KPI with noise. */
  readonly predicted: Float64Array;
}

const blockNames = ['parameters', 'totals', 'means', 'paths', 'predicted'] as const;

export function readCell(folder: string): { readonly header: CellHeader; readonly blocks: CellBlocks } {
  const header = JSON.parse(readFileSync(join(folder, 'cell.json'), 'utf8')) as CellHeader;
  const block = (name: string): Float64Array => {
    const bytes = readFileSync(join(folder, `${name}.f64`));
    return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  };
  const [parameters, totals, means, paths, predicted] = blockNames.map(block) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  return { header, blocks: { parameters, totals, means, paths, predicted } };
}

export function writeCell(folder: string, header: CellHeader, blocks: CellBlocks): void {
  for (const name of blockNames) {
    const { buffer, byteOffset, byteLength } = blocks[name];
    writeFileSync(join(folder, `${name}.f64`), new Uint8Array(buffer, byteOffset, byteLength));
  }
  writeFileSync(join(folder, 'cell.json'), `${JSON.stringify(header, null, 1)}\n`);
}
