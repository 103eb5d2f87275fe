import { checkFiles } from '../../jobs/index.js';
import type { CheckFlags } from '../flags.js';
import { settle } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';

/** Every fault of the files, at once. */
export async function check(files: readonly string[], flags: CheckFlags): Promise<void> {
  await withWorkshop(flags, async (terminal, workshop) => {
    const outcome = await checkFiles(workshop, { folder: terminal.folder, files });
    if (flags.json) {
      const { status, faults } = outcome;
      settle(terminal, outcome);
      terminal.print(
        JSON.stringify({ status: status === 'done' ? 'valid' : 'invalid', files: outcome.value ?? [], faults }),
      );
      return;
    }
    const checked = settle(terminal, outcome);
    if (checked === null) return;
    for (const { file, kind, title, rows, columns } of checked) {
      const named = kind === 'data' ? terminal.t('cli.checked.rows', { rows, columns }) : title;
      terminal.print(terminal.t(`cli.checked.${kind}`, { file, title: named }));
    }
  });
}
