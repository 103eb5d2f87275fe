import type { Badge } from '../table.js';
import type { PlanContext, PlanMarks } from './context.js';

export interface MastheadView {
  readonly title: string;
  readonly brief: string;
  readonly badges: readonly Badge[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly note: string;
}

/** Section 1: enough to bin the wrong printout. */
export function masthead({ plan, words, reference }: PlanContext, marks: PlanMarks): MastheadView {
  const { t } = words;
  const badges: Badge[] = [{ tone: 'plain', shape: '■', text: t(`report.kind.${plan.scenario.kind}`) }];
  if (marks.draft) badges.push({ tone: 'warn', shape: '✎', text: t('report.mark.draft') });
  if (marks.stale) badges.push({ tone: 'warn', shape: '▲', text: t('report.mark.stale') });
  if (!plan.model.converged) badges.push({ tone: 'bad', shape: '✕', text: t('report.mark.unconverged') });
  return {
    title: plan.scenario.title,
    brief: plan.scenario.brief,
    badges,
    note: plan.scenario.noteToClient,
    facts: [
      { label: t('report.fact.plan'), value: plan.plan.id },
      { label: t('report.fact.owner'), value: plan.scenario.owner === '' ? t('report.none') : plan.scenario.owner },
      {
        label: t('report.fact.window'),
        value: t('report.fact.window-value', {
          dates: words.dates(plan.window.start, plan.window.end),
          periods: plan.window.periods,
          grain: plan.model.grain,
          runOut: plan.window.runOutPeriods,
        }),
      },
      {
        label: t('report.fact.reference'),
        value: t('report.fact.reference-value', {
          label: reference.label,
          dates: words.dates(plan.reference.from, plan.reference.to),
        }),
      },
      {
        label: t('report.fact.model'),
        value: t('report.fact.model-value', {
          title: plan.model.title,
          id: plan.model.id,
          version: plan.model.version,
        }),
      },
      { label: t('report.fact.data-through'), value: words.date(plan.model.dataThrough) },
      { label: t('report.fact.made'), value: words.date(plan.plan.created.slice(0, 10)) },
      { label: t('report.fact.fingerprint'), value: plan.scenario.fingerprint.slice(0, 16) },
    ],
  };
}
