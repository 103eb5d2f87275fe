import type { Plan, Remark } from '../../planning/index.js';
import type { Words } from '../words.js';
import type { PlanContext } from './context.js';

/** How far the plan can be believed, and what its figures rest on. */
export function sure({ plan, words }: PlanContext): string[] {
  const { t } = words;
  const parts: string[] = [];
  const holdout = plan.trust.holdout;
  const lastYear = holdout.naive.find((one) => one.name === 'last_year');
  if (holdout.status === 'done' && lastYear !== undefined) {
    parts.push(
      t('report.sure.holdout', {
        wape: words.percent(holdout.wape),
        naive: words.percent(lastYear.wape),
        better: holdout.wape < lastYear.wape ? 'yes' : 'no',
      }),
    );
  } else if (holdout.status === 'done')
    parts.push(t('report.sure.holdout-only', { wape: words.percent(holdout.wape) }));
  else parts.push(t(`report.sure.holdout-${holdout.status}`));
  const weak = plan.channels.filter((channel) => channel.spend > 0 && (channel.grade === 'C' || channel.grade === 'D'));
  const weakSpend = weak.reduce((sum, channel) => sum + channel.spend, 0);
  parts.push(
    weak.length === 0
      ? t('report.sure.grades-good')
      : t('report.sure.grades-weak', {
          share: words.percent(weakSpend / Math.max(1e-9, plan.totals.spend)),
          channels: words.list(weak.map((channel) => channel.label)),
        }),
  );
  for (const remark of plan.remarks) {
    if (!adverse.has(remark.code) && !saidElsewhere.has(remark.code)) parts.push(...remarkText(remark, plan, words));
  }
  return parts;
}

/** 80% ranges that hold less often than this on unseen periods look surer than they are. */
const leastCoverage = 0.72;

/** Remarks that speak against the plan; those that a sentence above already says are left out, the rest are context. */
const adverse = new Set(['future-held', 'formula-searched', 'cost-not-used', 'gap-zero']);
const saidElsewhere = new Set(['unconverged', 'holdout-computing', 'beyond-seen']);

function remarkText(remark: Remark, plan: Plan, words: Words): string[] {
  const params: Record<string, string | number> = { grain: plan.model.grain };
  for (const [name, value] of Object.entries(remark.params)) {
    params[name] =
      plan.channels.find((one) => one.id === value)?.label ??
      plan.kpis.find((one) => one.id === value)?.label ??
      plan.assumptions.find((one) => one.subject === value)?.label ??
      value;
  }
  const said = words.tOr(`report.remark.${remark.code}`, '', params);
  return said === '' ? [] : [said];
}

/** Everything that speaks against the plan: shown at every depth. */
export function warnings({ plan, words, totals }: PlanContext, stale: boolean): string[] {
  const { t } = words;
  const list: string[] = [];
  if (!plan.model.converged) list.push(t('report.warn.unconverged'));
  if (stale) list.push(t('report.warn.stale'));
  if (plan.totals.unspent > 0.5) {
    list.push(
      t('report.warn.unspent', {
        money: words.money(plan.totals.unspent),
        reason:
          plan.totals.unspentReason === null
            ? ''
            : words.tOr(`report.unspent.${plan.totals.unspentReason}`, plan.totals.unspentReason),
      }),
    );
  }
  const beyond = plan.channels.filter((channel) => channel.beyondSeen);
  if (beyond.length > 0)
    list.push(t('report.warn.beyond-seen', { channels: words.list(beyond.map((channel) => channel.label)) }));
  const breakEven = plan.responses[0]?.breakEven ?? 0;
  const losing = plan.channels.filter((channel) => channel.spend > 0 && channel.marginalRoi.mean < breakEven);
  if (losing.length > 0) {
    const all = losing.length === plan.channels.filter((channel) => channel.spend > 0).length;
    list.push(
      t(all ? 'report.warn.all-below-break-even' : 'report.warn.below-break-even', {
        channels: words.list(losing.map((channel) => channel.label)),
        breakEven: words.value(breakEven, 'ratio'),
      }),
    );
  }
  const worse = { window: 1 - totals.probabilityBetter, whole: 1 - totals.wholeProbabilityBetter };
  if (plan.scenario.kind !== 'reference' && Math.max(worse.window, worse.whole) > 0.5) {
    const key = worse.window <= 0.5 ? 'worse-whole' : worse.whole <= 0.5 ? 'worse-window' : 'worse';
    list.push(t(`report.warn.${key}`, { chance: words.chance(key === 'worse-whole' ? worse.whole : worse.window) }));
  }
  if (plan.trust.holdout.status === 'done' && plan.trust.holdout.coverage80 < leastCoverage) {
    list.push(t('report.warn.coverage', { coverage: words.percent(plan.trust.holdout.coverage80) }));
  }
  const failed = plan.trust.reviews.filter((review) => review.severity === 'fail');
  if (failed.length > 0) list.push(t('report.warn.failed-reviews', { count: failed.length }));
  for (const remark of plan.remarks) if (adverse.has(remark.code)) list.push(...remarkText(remark, plan, words));
  return list;
}
