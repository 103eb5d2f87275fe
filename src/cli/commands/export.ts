import { exportSaved as exportFromStore } from '../../jobs/index.js';
import type { ExportFlags } from '../flags.js';
import { settle } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';
import { writeFiles } from '../write-files.js';

/** A saved plan or model as a file; its extension says the form. */
export async function exportSaved(id: string, flags: ExportFlags): Promise<void> {
  await withWorkshop(flags, async (terminal, workshop) => {
    const outcome = await exportFromStore(workshop, { id, to: flags.to, language: terminal.language });
    const content = settle(terminal, outcome);
    if (content !== null) await writeFiles(terminal, [{ path: flags.to, content }]);
  });
}
