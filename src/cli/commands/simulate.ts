import { join } from 'node:path';
import { simulateMarket } from '../../jobs/index.js';
import type { SimulateFlags } from '../flags.js';
import { settle } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';
import { writeFiles } from '../write-files.js';

/** A data set with known truth: data.csv, truth.json and model.yaml in the folder named. */
export async function simulate(market: string, flags: SimulateFlags): Promise<void> {
  await withWorkshop(flags, async (terminal) => {
    const outcome = await simulateMarket({
      folder: terminal.folder,
      market,
      seed: flags.seed,
      out: flags.out,
    });
    const files = settle(terminal, outcome);
    if (files === null) return;
    const named = Object.entries(files).map(([name, content]) => ({ path: join(flags.out, name), content }));
    if (await writeFiles(terminal, named)) for (const { path } of named) terminal.print(path);
  });
}
