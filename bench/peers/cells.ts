import type { PythonProgram } from './environment.js';
import { setNames, type SetName } from './sets.js';

/** One program with one model on one set. */
export interface Cell {
  /** `pymc-same:small` */
  readonly name: string;
  readonly program: 'ours' | PythonProgram;
  readonly variant: 'generic' | 'own' | 'same';
  readonly set: SetName;
}

const examples = ['pymc_mmm_example', 'meridian_national'] as const;

/** Which variants are there for which sets; README.md says what each model is. */
const variants: readonly {
  readonly program: Cell['program'];
  readonly variant: Cell['variant'];
  readonly sets: readonly SetName[];
}[] = [
  { program: 'ours', variant: 'generic', sets: setNames },
  { program: 'ours', variant: 'same', sets: examples },
  { program: 'pymc', variant: 'own', sets: setNames },
  { program: 'pymc', variant: 'same', sets: ['small'] },
  { program: 'meridian', variant: 'own', sets: setNames },
];

/** By set, so that what is compared runs one after the other. */
export const cells: readonly Cell[] = setNames.flatMap((set) =>
  variants
    .filter(({ sets }) => sets.includes(set))
    .map(({ program, variant }) => ({ name: `${program}-${variant}:${set}`, program, variant, set })),
);

export const programTitles: Readonly<Record<Cell['program'], string>> = {
  ours: 'mixplan',
  pymc: 'PyMC-Marketing (nutpie)',
  meridian: 'Meridian (jax)',
};
