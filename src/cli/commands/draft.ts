import { draftModel, draftScenario, invalidUsage } from '../../jobs/index.js';
import type { DraftFlags } from '../flags.js';
import { settle } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';

/** A first model file from a table, or a first scenario file from a saved model, to standard output. */
export async function draft(data: string | undefined, flags: DraftFlags): Promise<void> {
  await withWorkshop(flags, async (terminal, workshop) => {
    const { folder } = terminal;
    if (data === undefined && flags.model === undefined) return void settle(terminal, invalidUsage('draft-needs-one'));
    if (data !== undefined && flags.model !== undefined) return void settle(terminal, invalidUsage('draft-takes-one'));
    const outcome =
      data !== undefined
        ? await draftModel(workshop, { folder, data, ...(flags.lang === undefined ? {} : { language: flags.lang }) })
        : await draftScenario(workshop, {
            folder,
            model: flags.model ?? '',
            kind: flags.kind ?? 'maximise',
            language: flags.lang,
          });
    const text = settle(terminal, outcome);
    if (text !== null) terminal.print(text);
  });
}
