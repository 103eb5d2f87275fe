import type { Language } from '../../language/index.js';
import type { Comparison } from '../../planning/index.js';
import type { FigureView } from '../figure.js';
import type { TableView } from '../table.js';
import { kpiLabel, spacedId } from '../names.js';
import { runOutMatters } from '../run-out.js';
import { makeWords } from '../words.js';
import type { ComparisonContext } from './context.js';
import { allocationFigure, intervalFigure } from './comparison-figures.js';
import { commonFlowchart, type CommonFlowchart } from './common-flowchart.js';
import { comparableTable, inputsTable, kpiTable } from './comparison-tables.js';

/** A plan as the comparison names it: a letter first, its title and id beside it. */
export interface LetteredPlan {
  readonly id: string;
  readonly letter: string;
  readonly title: string;
  readonly kind: string;
  readonly spend: string;
  readonly isBaseline: boolean;
  /** Address of the same comparison against this plan; '' where pages cannot link. */
  readonly baselineHref: string;
  readonly planHref: string;
}

export interface ComparisonView {
  readonly language: Language;
  readonly title: string;
  readonly plans: readonly LetteredPlan[];
  readonly answers: readonly string[];
  readonly warning: string;
  readonly comparable: TableView;
  readonly inputs: TableView | null;
  readonly kpis: TableView;
  readonly intervals: readonly FigureView[];
  readonly allocation: FigureView | null;
  readonly flowchart: CommonFlowchart | null;
  readonly contents: readonly { readonly id: string; readonly key: string }[];
  readonly source: string;
  readonly open: boolean;
  readonly tablesOpen: boolean;
}

export interface ComparisonViewOptions {
  readonly language?: Language;
  /** ISO code; money is shown without a symbol where it is not given and the plans do not agree. */
  readonly currency?: string;
  /** Width of the ranges, share of 1. */
  readonly interval?: number;
  /** Links to plans and to other baselines; a saved page has none. */
  readonly linked?: boolean;
}

/** "B beats A on sales by 3.1 m (8 in 10: 0.4 to 5.9 m), about 9 in 10." One per plan, on the first KPI. */
function answers({ comparison, words, letters, others }: ComparisonContext): string[] {
  const kpi = comparison.kpis[0];
  if (kpi === undefined) return [];
  const measure = kpi.money ? 'money' : 'number';
  const currencies = comparison.comparable.find((row) => row.what === 'currency')?.values ?? {};
  return others.flatMap((plan) => {
    if (kpi.money && currencies[plan.id] !== currencies[comparison.baseline])
      return [
        words.t('compare.answer.currencies', {
          plan: letters.get(plan.id) ?? plan.id,
          baseline: letters.get(comparison.baseline) ?? comparison.baseline,
        }),
      ];
    const delta = kpi.delta[plan.id];
    const better = kpi.probabilityBetter[plan.id];
    const wholeDelta = kpi.wholeDelta[plan.id];
    const wholeBetter = kpi.wholeProbabilityBetter[plan.id];
    if (delta === undefined || better === undefined || wholeDelta === undefined || wholeBetter === undefined) return [];
    const sentences = [
      words.t(delta.mean >= 0 ? 'compare.answer.beats' : 'compare.answer.behind', {
        plan: letters.get(plan.id) ?? plan.id,
        title: plan.title,
        baseline: letters.get(comparison.baseline) ?? comparison.baseline,
        kpi: kpi.label,
        delta: words.value(delta.mean, measure),
        range: words.range(delta, measure),
        chance: words.chance(delta.mean >= 0 ? better : 1 - better),
        ...words.width,
      }),
    ];
    if (runOutMatters(delta.mean, wholeDelta.mean))
      sentences.push(
        words.t('compare.answer.whole', {
          delta: words.signed(wholeDelta.mean, measure),
          range: words.range(wholeDelta, measure),
          direction: wholeDelta.mean >= 0 ? 'more' : 'less',
          chance: words.chance(wholeDelta.mean >= 0 ? wholeBetter : 1 - wholeBetter),
          ...words.width,
        }),
      );
    return [sentences.join(words.language === 'en' ? ' ' : '')];
  });
}

function currencyOf(comparison: Comparison, given: string | undefined): string {
  const row = comparison.comparable.find((one) => one.what === 'currency');
  const found = [...new Set(Object.values(row?.values ?? {}))];
  if (found.length > 1) return '';
  return given ?? found[0] ?? '';
}

const letterOf = (index: number): string => String.fromCharCode(65 + index);

function address(comparison: Comparison, baseline: string): string {
  const ids = comparison.plans.map((plan) => encodeURIComponent(plan.id)).join(',');
  return `/compare?plans=${ids}&baseline=${encodeURIComponent(baseline)}`;
}

const sections = ['comparable', 'answer', 'inputs', 'kpis', 'allocation'] as const;

/** Parts 1 to 5 of the comparison, in words. */
export function comparisonView(saved: Comparison, options: ComparisonViewOptions = {}): ComparisonView {
  const language = options.language ?? 'en';
  const words = makeWords(language, currencyOf(saved, options.currency), '1', options.interval ?? 0.8);
  const { t } = words;
  const comparison: Comparison = {
    ...saved,
    kpis: saved.kpis.map((kpi) => ({ ...kpi, label: kpiLabel(kpi, words) })),
    assumptions: saved.assumptions.map((row) => ({ ...row, label: spacedId(row.subject, row.label) })),
  };
  const letters = new Map(comparison.plans.map((plan, index) => [plan.id, letterOf(index)]));
  const others = comparison.plans.filter((plan) => plan.id !== comparison.baseline);
  const context: ComparisonContext = {
    comparison,
    words,
    letters,
    others,
    fileStem: 'comparison',
    source: t('compare.source', {
      plans: words.list(comparison.plans.map((plan) => `${letters.get(plan.id) ?? ''} ${plan.id}`)),
    }),
  };
  const differing = comparison.comparable
    .filter((row) => !row.same)
    .map((row) => words.tOr(`compare.what.${row.what}`, row.what));
  const linked = options.linked ?? false;
  return {
    language,
    title: t('compare.heading', { count: comparison.plans.length }),
    plans: comparison.plans.map((plan) => ({
      id: plan.id,
      letter: letters.get(plan.id) ?? '',
      title: plan.title,
      kind: words.tOr(`report.kind.${plan.kind}`, plan.kind),
      spend: words.money(plan.spend),
      isBaseline: plan.id === comparison.baseline,
      baselineHref: linked && plan.id !== comparison.baseline ? address(comparison, plan.id) : '',
      planHref: linked ? `/plans/${encodeURIComponent(plan.id)}` : '',
    })),
    answers: answers(context),
    warning: differing.length === 0 ? '' : t('compare.not-same', { list: words.list(differing) }),
    comparable: comparableTable(context),
    inputs: inputsTable(context),
    kpis: kpiTable(context),
    intervals: comparison.kpis.slice(0, 1).map((kpi) => intervalFigure(kpi, context)),
    allocation: allocationFigure(context),
    flowchart: commonFlowchart(context),
    contents: sections.map((id) => ({ id, key: `compare.section.${id}` })),
    source: context.source,
    open: true,
    tablesOpen: false,
  };
}
