import type { Summary } from '../../mixmodel/index.js';
import { csvText, type CsvCell } from '../../report/index.js';
import type { SavedModel } from '../../store/index.js';
import { parameterSummaries } from './parameter-summaries.js';

/** The names of a summary, in the contract's order; columns of every CSV that shows one. */
export const summaryNames = ['mean', 'sd', 'p025', 'p05', 'p10', 'p25', 'p50', 'p75', 'p90', 'p95', 'p975'] as const;

function summaryCells(summary: Summary): CsvCell[] {
  return summaryNames.map((name) => summary[name]);
}

/** The tables that `fit --csv` writes, by name without extension. */
export function fitTables(saved: SavedModel): Record<string, string> {
  const { fitted } = saved;
  const { panel, assessment } = fitted;
  const group = panel.groups[0] ?? 'all';
  const labels = panel.periods.map((period) => period.label);
  const contributions: CsvCell[][] = [];
  const fit: CsvCell[][] = [];
  const curves: CsvCell[][] = [];
  for (const kpi of assessment.kpis) {
    for (const channel of kpi.channels) {
      channel.contributions.forEach((contribution, t) => {
        contributions.push([labels[t] ?? '', group, kpi.id, channel.id, ...summaryCells(contribution)]);
      });
      for (const point of channel.curve) {
        curves.push([kpi.id, channel.id, point.multiple, point.spend, ...summaryCells(point.effect)]);
      }
    }
    for (const period of kpi.periods) {
      fit.push([period.period, group, kpi.id, period.actual, ...summaryCells(period.predicted)]);
    }
  }
  const parameters = fitted.kpis.flatMap((kpi) =>
    parameterSummaries(kpi).map(({ name, summary, rhat, bulkEss, tailEss }): CsvCell[] => [
      kpi.id,
      name,
      ...summaryCells(summary),
      rhat,
      bulkEss,
      tailEss,
    ]),
  );
  return {
    contributions: csvText(['period', 'group', 'kpi', 'channel', ...summaryNames], contributions),
    fit: csvText(['period', 'group', 'kpi', 'actual', ...summaryNames], fit),
    curves: csvText(['kpi', 'channel', 'multiple', 'spend', ...summaryNames], curves),
    parameters: csvText(['kpi', 'name', ...summaryNames, 'rhat', 'bulkEss', 'tailEss'], parameters),
  };
}
