import type { Panel } from '../../data/index.js';
import { summaryNames, type GroupAssessment, type Summary } from '../../mixmodel/index.js';
import { csvText, type CsvCell } from '../../report/index.js';
import type { SavedModel } from '../../store/index.js';
import { parameterSummaries } from './parameter-summaries.js';

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
      if (kpi.groups === undefined) {
        channel.contributions.forEach((contribution, t) => {
          contributions.push([labels[t] ?? '', group, kpi.id, channel.id, ...summaryCells(contribution)]);
        });
      }
      for (const point of channel.curve) {
        curves.push([kpi.id, channel.id, point.multiple, point.spend, ...summaryCells(point.effect)]);
      }
    }
    if (kpi.groups === undefined) {
      for (const period of kpi.periods) {
        fit.push([period.period, group, kpi.id, period.actual, ...summaryCells(period.predicted)]);
      }
    } else {
      contributions.push(...groupContributions(kpi.id, kpi.groups, labels));
      fit.push(...groupFits(kpi.id, kpi.groups, panel));
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

const width = summaryNames.length;

function groupContributions(kpi: string, groups: readonly GroupAssessment[], labels: readonly string[]): CsvCell[][] {
  return groups.flatMap(({ group, channels, contributions }) =>
    channels.flatMap(({ id }, c) =>
      labels.map((label, t) => {
        const at = (c * labels.length + t) * width;
        return [label, group, kpi, id, ...contributions.subarray(at, at + width)];
      }),
    ),
  );
}

/** Actual values where they stand in the likelihood, as for national models. */
function groupFits(kpi: string, groups: readonly GroupAssessment[], panel: Panel): CsvCell[][] {
  const values = panel.kpis.find(({ id }) => id === kpi)?.values;
  const periods = panel.periods.length;
  return groups.flatMap(({ group, predicted }, g) => {
    const from = periods - predicted.length / width;
    return panel.periods.slice(from).map(({ label }, t): CsvCell[] => {
      const row = g * periods + from + t;
      const actual = panel.inLikelihood[row] === 1 ? (values?.[row] ?? null) : null;
      return [label, group, kpi, actual, ...predicted.subarray(t * width, (t + 1) * width)];
    });
  });
}
