import type { Plan } from '../../planning/index.js';
import { measureOf, type PlanContext } from './context.js';

/** What the scenario asked, answered in a sentence with its proof; '' where it only priced a plan or raised a mean. */
export function answer({ plan, words }: PlanContext): string {
  const { t } = words;
  const { optimum } = plan;
  const { asked, kind } = plan.scenario;
  if (optimum === null || asked === undefined || asked === null) return '';
  const kpi = plan.kpis.find((one) => one.id === asked.kpi);
  if (kpi === undefined) return '';
  const measure = measureOf(kpi);
  const spend = words.money(plan.totals.spend);
  const bound = words.money(optimum.bound ?? plan.totals.spend);
  const gap = words.percent((optimum.gapPct ?? 0) / 100, 2);
  const risk = asked.risk === null ? 'mean' : t('report.answer.hit_target.risk', { pct: words.percent(asked.risk) });
  if (kind === 'hit_target' && asked.target !== null) {
    const target = words.value(asked.target, measure);
    return t('report.answer.hit_target', { kpi: kpi.label, target, risk, spend, bound });
  }
  if (kind === 'efficiency_floor' && asked.efficiency !== null) {
    const { metric, at } = asked.efficiency;
    const stated = metric === 'cost_per_kpi' ? words.money(at) : words.value(at, 'ratio');
    return t(`report.answer.efficiency_floor.${metric}`, { kpi: kpi.label, at: stated, spend, bound, gap });
  }
  if (kind === 'next_money' && asked.amount !== null) {
    return t(asked.amount > 0 ? 'report.answer.next_money.more' : 'report.answer.next_money.less', {
      amount: words.money(Math.abs(asked.amount)),
      gain: words.value(Math.abs((optimum.reached ?? optimum.objective) - optimum.start), measure),
      kpi: kpi.label,
      list: words.list(
        moved(plan).map(({ label, money }) =>
          t('report.answer.next_money.part', { channel: label, money: words.money(money) }),
        ),
      ),
    });
  }
  if (asked.risk !== null) {
    const value = words.value(optimum.objective, measure);
    return t('report.answer.maximise.risk', { kpi: kpi.label, pct: words.percent(asked.risk), value, gap });
  }
  return '';
}

/** Channels by what the money moved from the base plan, most first. */
function moved(plan: Plan): { readonly label: string; readonly money: number }[] {
  return plan.channels
    .map((channel) => ({ label: channel.label, money: Math.abs(channel.spend - (channel.baseSpend ?? channel.spend)) }))
    .filter(({ money }) => money >= 0.5)
    .sort((a, b) => b.money - a.money);
}
