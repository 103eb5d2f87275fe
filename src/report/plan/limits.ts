import type { Limit, Plan } from '../../planning/index.js';
import { blankCell, cell, figures, headCell, row, table, words as wordColumn, type TableView } from '../table.js';
import type { Words } from '../words.js';
import { measureOf, type PlanContext } from './context.js';

export interface LimitsView {
  readonly lead: string;
  readonly proof: string;
  readonly table: TableView | null;
}

/** A rule in words: what it holds, and at how much. */
export function limitRule(limit: Limit, plan: Plan, words: Words): string {
  const channel = plan.channels.find((one) => one.id === limit.channel)?.label ?? limit.channel ?? '';
  return words.t(`report.limits.rule.${limit.kind}`, { channel, money: words.money(limit.value) });
}

/** Section 12: every rule with its price, dearest first, and what proves the optimum. */
export function limits({ plan, words, primary, fileStem }: PlanContext): LimitsView {
  const { t } = words;
  const measure = measureOf(primary);
  const optimum = plan.optimum;
  if (optimum === null) return { lead: t(`report.limits.none.${plan.scenario.kind}`), proof: '', table: null };
  const sorted = [...optimum.limits].sort(
    (a, b) => Number(b.binding) - Number(a.binding) || b.gainWithout - a.gainWithout,
  );
  const dearest = sorted.find((limit) => limit.binding && limit.kind !== 'budget' && limit.gainWithout > 0);
  const binding = sorted.filter((limit) => limit.binding).length;
  return {
    lead:
      dearest === undefined
        ? t('report.limits.lead.free', { count: binding })
        : t('report.limits.lead.dearest', {
            rule: limitRule(dearest, plan, words),
            gain: words.value(dearest.gainWithout, measure),
            kpi: primary.label,
            count: binding,
          }),
    proof:
      optimum.status === 'optimal' && optimum.gapPct !== null
        ? t('report.limits.proof.optimal', {
            gap: words.percent(optimum.gapPct / 100, optimum.gapPct < 0.01 ? 4 : optimum.gapPct < 1 ? 2 : 1),
            nodes: optimum.nodes,
          })
        : t('report.limits.proof.feasible'),
    table: table({
      caption: t('report.limits.table'),
      columns: [
        wordColumn(t('report.column.rule'), 'rule'),
        wordColumn(t('report.column.where'), 'path'),
        figures(t('report.column.limit-value'), 'value', words.currency),
        wordColumn(t('report.column.binding'), 'binding'),
        figures(t('report.column.gain-without', { kpi: primary.label }), 'gain_without'),
        figures(t('report.column.price'), 'price_per_unit'),
      ],
      rows: sorted.map((limit) =>
        row(
          headCell(limitRule(limit, plan, words)),
          cell(limit.rule),
          limit.kind === 'exclude' ? blankCell : cell(words.moneyInFull(limit.value), limit.value),
          cell('', limit.binding, {
            badge: limit.binding
              ? { tone: 'warn', shape: '◆', text: t('report.limits.binding') }
              : { tone: 'plain', shape: '◇', text: t('report.limits.slack') },
          }),
          limit.binding
            ? cell(words.signed(limit.gainWithout, measure), limit.gainWithout)
            : cell('–', limit.gainWithout),
          limit.binding
            ? cell(words.value(limit.price.perUnit, 'ratio'), limit.price.perUnit)
            : cell('–', limit.price.perUnit),
        ),
      ),
      note: t('report.limits.note'),
      csvName: `${fileStem}-limits.csv`,
      wide: true,
    }),
  };
}
