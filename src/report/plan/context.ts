import type { Language } from '../../language/index.js';
import type { Plan, PlanKpi, KpiTotals } from '../../planning/index.js';
import { kpiLabel, spacedId } from '../names.js';
import { makeWords, type Measure, type Words } from '../words.js';

/** What every section of the plan report is made from. */
export interface PlanContext {
  readonly plan: Plan;
  readonly words: Words;
  readonly primary: PlanKpi;
  readonly totals: KpiTotals;
  /** The fitted KPI in whose units channels' effects are told: the primary one, else the first that is fitted. */
  readonly fitted: PlanKpi;
  /** Stands below every chart: model, version, data-through date. */
  readonly source: string;
  /** Prefix of every download's file name. */
  readonly fileStem: string;
  /** The reference as sentences name it, and as a row or heading does. */
  readonly reference: { readonly phrase: string; readonly label: string };
}

export interface PlanMarks {
  /** A newer converged version of the model exists. */
  readonly stale: boolean;
  /** Not saved yet. */
  readonly draft: boolean;
}

export function planContext(saved: Plan, language: Language): PlanContext {
  const words = makeWords(language, saved.currency.report, saved.currency.unit, saved.interval);
  const plan: Plan = {
    ...saved,
    kpis: saved.kpis.map((kpi) => ({ ...kpi, label: kpiLabel(kpi, words) })),
    assumptions: saved.assumptions.map((row) => ({ ...row, label: spacedId(row.subject, row.label) })),
  };
  const primary = plan.kpis.find((kpi) => kpi.role === 'primary') ?? plan.kpis[0];
  const totals = primary === undefined ? undefined : plan.totals.kpis[primary.id];
  if (primary === undefined || totals === undefined) throw new Error(`plan ${plan.plan.id} has no KPI`);
  return {
    plan,
    words,
    primary,
    totals,
    fitted: primary.formula === null ? primary : (plan.kpis.find((kpi) => kpi.formula === null) ?? primary),
    source: words.t('report.source', {
      model: plan.model.title,
      version: plan.model.version,
      through: words.date(plan.model.dataThrough),
    }),
    reference: referenceName(plan, words),
    fileStem: plan.plan.id.replace(/[^a-z0-9-]+/g, '-'),
  };
}

/** A reference from the history is named in the report's language; another scenario by its own title. */
function referenceName(plan: Plan, words: Words): PlanContext['reference'] {
  const phrase = `report.reference.${plan.reference.kind}.phrase`;
  const label = `report.reference.${plan.reference.kind}.label`;
  return { phrase: words.tOr(phrase, plan.reference.label), label: words.tOr(label, plan.reference.label) };
}

export const measureOf = (kpi: { readonly money: boolean }): Measure => (kpi.money ? 'money' : 'number');

/** The language a plan's report opens in: asked for, else its own, else English. */
export function reportLanguage(plan: Plan, asked: Language | undefined): Language {
  return asked ?? plan.scenario.language ?? 'en';
}
