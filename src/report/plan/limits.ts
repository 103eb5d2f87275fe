import type { Limit, Plan } from '../../planning/index.js';
import {
  blankCell,
  cell,
  type Cell,
  figures,
  headCell,
  row,
  table,
  words as wordColumn,
  type TableView,
} from '../table.js';
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
  const floor = plan.kpis.find((kpi) => limit.kind === 'kpi-floor' && kpi.id === limit.scope);
  return words.t(`report.limits.rule.${limit.kind}`, {
    channel,
    scope: floor?.label ?? scopeWords(limit.scope ?? '', plan, words),
    money: words.money(limit.value),
    pct: limit.kind === 'period-step' ? words.percent(limit.value / 100) : words.percent(limit.value),
    value: floor === undefined ? '' : words.value(limit.value, measureOf(floor)),
  });
}

/** `tag=brand region=west` as a planner says it. */
function scopeWords(scope: string, plan: Plan, words: Words): string {
  const parts = scope.split(' ').flatMap((part) => {
    const at = part.indexOf('=');
    if (at < 0) return [];
    const key = part.slice(0, at);
    const value = part.slice(at + 1);
    const name =
      key === 'channel'
        ? (plan.channels.find((one) => one.id === value)?.label ?? value)
        : key === 'period'
          ? words.dates(value.split('/')[0] ?? '', value.split('/')[1] ?? '')
          : value;
    return [words.tOr(`report.limits.scope.${key}`, name, { name })];
  });
  return words.list(parts);
}

function valueCell(limit: Limit, plan: Plan, words: Words): Cell {
  if (limit.kind === 'exclude') return blankCell;
  if (limit.kind === 'share-min' || limit.kind === 'share-max') return cell(words.percent(limit.value), limit.value);
  if (limit.kind === 'period-step') return cell(words.percent(limit.value / 100), limit.value);
  const floor = plan.kpis.find((kpi) => limit.kind === 'kpi-floor' && kpi.id === limit.scope);
  if (floor !== undefined) return cell(words.value(limit.value, measureOf(floor)), limit.value);
  return cell(words.moneyInFull(limit.value), limit.value);
}

/** Section 12: every rule with its price, dearest first, and what proves the optimum. */
export function limits({ plan, words, primary, fileStem }: PlanContext): LimitsView {
  const { t } = words;
  const measure = measureOf(primary);
  const optimum = plan.optimum;
  if (optimum === null) {
    const kind = plan.scenario.kind === 'reference' ? 'reference' : 'forecast';
    return { lead: t(`report.limits.none.${kind}`), proof: '', table: null };
  }
  const sorted = [...optimum.limits].sort(
    (a, b) => Number(b.binding) - Number(a.binding) || b.gainWithout - a.gainWithout,
  );
  const dearest = sorted.find((limit) => limit.binding && limit.kind !== 'budget' && limit.gainWithout > 0);
  const binding = sorted.filter((limit) => limit.binding && limit.kind !== 'budget').length;
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
          limit.why === undefined || limit.why === '' ? cell(limit.rule) : { ...cell(limit.rule), note: limit.why },
          valueCell(limit, plan, words),
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
