import type { Comparison } from '../planning/index.js';
import { csvText, type CsvCell } from './csv.js';
import { summaryCells, summaryNames } from './sheet-rows.js';

export type ComparisonTable = 'kpis' | 'deltas' | 'allocation' | 'inputs' | 'comparable';

/** Every table of a comparison as CSV, unrounded. */
export function compareCsv(comparison: Comparison): Record<ComparisonTable, string> {
  const ids = comparison.plans.map((plan) => plan.id);
  return {
    kpis: csvText(
      ['kpi', 'plan', ...summaryNames, 'target', 'probability_of_target'],
      comparison.kpis.flatMap((kpi) =>
        ids.flatMap((id): CsvCell[][] => {
          const value = kpi.values[id];
          return value === undefined
            ? []
            : [[kpi.id, id, ...summaryCells(value), kpi.target, kpi.probabilityOfTarget[id] ?? null]];
        }),
      ),
    ),
    deltas: csvText(
      ['kpi', 'plan', 'baseline', 'part', ...summaryNames, 'probability_better'],
      comparison.kpis.flatMap((kpi) =>
        ids.flatMap((id): CsvCell[][] => {
          const parts = [
            ['window', kpi.delta[id], kpi.probabilityBetter[id]],
            ['whole', kpi.wholeDelta[id], kpi.wholeProbabilityBetter[id]],
          ] as const;
          return parts.flatMap(([part, delta, better]) =>
            delta === undefined
              ? []
              : [[kpi.id, id, comparison.baseline, part, ...summaryCells(delta), better ?? null]],
          );
        }),
      ),
    ),
    allocation: csvText(
      ['channel', 'label', ...ids],
      comparison.allocation.map((row) => [row.channel, row.label, ...ids.map((id) => row.spend[id] ?? null)]),
    ),
    inputs: csvText(
      ['path', ...ids],
      comparison.inputs.map((row) => [row.path, ...ids.map((id) => row.values[id] ?? null)]),
    ),
    comparable: csvText(
      ['what', 'same', ...ids],
      comparison.comparable.map((row) => [row.what, row.same, ...ids.map((id) => row.values[id] ?? null)]),
    ),
  };
}
