import { compareDocument, comparePlans, comparisonPage, diskSource } from '../../jobs/index.js';
import {
  chanceInWords,
  formatMoney,
  formatNumber,
  formatSigned,
  hasMessage,
  translator,
  type Language,
} from '../../language/index.js';
import type { CompareFlags } from '../flags.js';
import { settle } from '../terminal.js';
import { withWorkshop } from '../with-workshop.js';
import { writeFiles } from '../write-files.js';

/** What the plans do not share, as people say it. */
function namesOf(differing: readonly string[], language: Language): string {
  const t = translator(language);
  const names = differing.map((what) => {
    const key = `compare.what.${what}`;
    return hasMessage(key) ? t(key) : what;
  });
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

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
    const { comparison } = result;
    const { t, language } = terminal;
    if (flags.json) {
      terminal.print(JSON.stringify(await compareDocument(comparison)));
    } else {
      const differing = comparison.comparable.filter((row) => !row.same).map((row) => row.what);
      // Money of several currencies has no symbol in common.
      const currency = differing.includes('currency') ? '' : result.currency;
      if (differing.length > 0) terminal.print(t('cli.compare.differs', { list: namesOf(differing, language) }));
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
