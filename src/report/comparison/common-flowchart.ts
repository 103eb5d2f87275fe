import { formatNumber, formatSigned } from '../../language/index.js';
import { csvText } from '../csv.js';
import type { ComparisonContext } from './context.js';

export interface CommonFlowchart {
  readonly subtitle: string;
  readonly periods: readonly { readonly label: string; readonly full: string }[];
  readonly groups: readonly {
    readonly label: string;
    readonly rows: readonly {
      readonly letter: string;
      readonly difference: boolean;
      readonly total: string;
      readonly cells: readonly { readonly text: string; readonly shade: number }[];
    }[];
  }[];
  readonly csv: string;
  readonly csvName: string;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** The plans' flowcharts with common columns: per channel a row per plan, then what each other plan does differently. */
export function commonFlowchart({
  comparison,
  words,
  letters,
  others,
  fileStem,
}: ComparisonContext): CommonFlowchart | null {
  const { t, language } = words;
  const chart = comparison.flowchart;
  if (chart === null || chart.periods.length === 0) return null;
  const most = Math.max(0, ...chart.rows.flatMap((row) => Object.values(row.spend).flat()));
  const size = language === 'zh-CN' ? (most >= 50_000 ? 1e4 : 1) : most >= 10_000 ? 1e3 : 1;
  const unit = size === 1 ? 'one' : language === 'zh-CN' ? 'wan' : 'thousand';
  const decimals = most / size < 100 ? 1 : 0;
  const amount = (value: number): string =>
    Math.abs(value) < 0.5 ? '·' : formatNumber(value / size, language, decimals);
  const shade = (value: number): number =>
    value > 0.5 && most > 0 ? Math.max(1, Math.min(9, Math.round((9 * value) / most))) : 0;
  return {
    subtitle: t('compare.flow.subtitle', { unit: t(`report.flow.unit.${unit}`, { currency: words.currency }) }),
    periods: chart.periods.map((period) => ({ label: words.date(period, 'short'), full: words.date(period) })),
    groups: chart.rows.map((row) => {
      const base = row.spend[comparison.baseline] ?? [];
      return {
        label: row.label,
        rows: [
          ...comparison.plans.map((plan) => {
            const spend = row.spend[plan.id] ?? [];
            return {
              letter: letters.get(plan.id) ?? '',
              difference: false,
              total: amount(sum(spend)),
              cells: chart.periods.map((_, index) => ({
                text: amount(spend[index] ?? 0),
                shade: shade(spend[index] ?? 0),
              })),
            };
          }),
          ...others.map((plan) => {
            const gaps = chart.periods.map((_, index) => (row.spend[plan.id]?.[index] ?? 0) - (base[index] ?? 0));
            return {
              letter: `${letters.get(plan.id) ?? ''} − ${letters.get(comparison.baseline) ?? ''}`,
              difference: true,
              total: formatSigned(sum(gaps), amount(sum(gaps))),
              cells: gaps.map((gap) => ({ text: formatSigned(gap, amount(gap)), shade: 0 })),
            };
          }),
        ],
      };
    }),
    csv: csvText(
      ['channel', 'plan', ...chart.periods],
      chart.rows.flatMap((row) =>
        comparison.plans.map((plan) => [row.channel, plan.id, ...(row.spend[plan.id] ?? [])]),
      ),
    ),
    csvName: `${fileStem}-flowchart.csv`,
  };
}
