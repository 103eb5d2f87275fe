import { compareDocument, comparePlans, comparisonPage, diskSource } from '../../jobs/index.js';
import { chanceInWords, formatMoney, formatNumber, formatSigned } from '../../language/index.js';
import type { CompareFlags } from '../flags.js';
import { settle } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';
import { writeFiles } from '../write-files.js';

/** Two to six plans side by side; scenario files are run first. */
export async function compare(plans: readonly string[], flags: CompareFlags): Promise<void> {
  await withWorkshop(flags, async (terminal, workshop, signal) => {
    const outcome = await comparePlans(
      workshop,
      { source: await diskSource(terminal.folder), plans, baseline: flags.baseline ?? null },
      { onProgress: terminal.onProgress, signal },
    );
    const result = settle(terminal, outcome, flags.json);
    if (result === null) return;
    const { comparison, currency } = result;
    const { t, language } = terminal;
    if (flags.json) {
      terminal.print(JSON.stringify(await compareDocument(comparison)));
    } else {
      for (const plan of comparison.plans) {
        const key = plan.id === comparison.baseline ? 'cli.compare.baseline' : 'cli.compare.plan';
        terminal.print(
          t(key, { id: plan.id, title: plan.title, spend: formatMoney(plan.spend, currency, 'auto', language) }),
        );
        for (const kpi of comparison.kpis) {
          const delta = kpi.delta[plan.id];
          const whole = kpi.wholeDelta[plan.id];
          if (delta === undefined || whole === undefined) continue;
          const show = (value: number): string =>
            kpi.money ? formatMoney(value, currency, 'auto', language) : formatNumber(value, language, 'auto');
          const better = chanceInWords(kpi.probabilityBetter[plan.id] ?? 0, language);
          terminal.print(
            t('cli.compare.delta', {
              label: kpi.label,
              middle: formatSigned(delta.mean, show(delta.mean)),
              whole: formatSigned(whole.mean, show(whole.mean)),
              low: show(delta.p10),
              high: show(delta.p90),
              better,
            }),
          );
        }
      }
    }
    if (flags.html !== undefined) {
      await writeFiles(terminal, [{ path: flags.html, content: await comparisonPage(result, language) }]);
    }
  });
}
