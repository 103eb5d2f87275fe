import type { ModelEntry, PlanEntry } from '../jobs/index.js';
import {
  chanceInWords,
  formatDateRange,
  formatMoney,
  formatNumber,
  formatSigned,
  translator,
  type Language,
} from '../language/index.js';
// Past the front door, which would load the charts before the server listens.
import { runOutMatters } from '../report/run-out.js';
import { kindBadge, staleBadge, type StatusBadge } from './badges.js';

/** A plan as a row of a list. */
export interface PlanRow {
  readonly id: string;
  readonly title: string;
  readonly href: string;
  readonly scenarioHref: string;
  /** Language of the title, for screen readers and fonts. */
  readonly language: string;
  readonly badges: readonly StatusBadge[];
  readonly window: string;
  readonly spend: string;
  readonly headline: {
    readonly label: string;
    readonly value: string;
    readonly delta: string;
    /** The difference with the run-out, where that is other news than the window's. */
    readonly whole: string;
    readonly chance: string;
  } | null;
}

/** The plans made on one model, newest of each scenario, and the address that compares them. */
export interface PlanGroup {
  readonly model: string;
  readonly modelHref: string;
  readonly id: string;
  readonly rows: readonly PlanRow[];
  readonly compare: { readonly href: string; readonly label: string } | null;
  /** Leads to every plan, where not all are listed. */
  readonly more: string;
}

const mostCompared = 6;
const mostListed = 12;

/** Plans by model, the models that speak the reader's language first. */
export function planGroups(
  plans: readonly PlanEntry[],
  models: readonly ModelEntry[],
  language: Language,
): readonly PlanGroup[] {
  const latest = latestOfScenario(plans);
  const ids = [...new Set(latest.map((plan) => plan.model.id))];
  const speaks = (id: string): boolean => latest.some((plan) => plan.model.id === id && plan.language === language);
  return ids
    .sort((a, b) => Number(speaks(b)) - Number(speaks(a)))
    .map((id) =>
      planGroup(
        id,
        latest.filter((plan) => plan.model.id === id),
        models,
        language,
      ),
    );
}

/** Lists come newest first. */
export function latestOfScenario(plans: readonly PlanEntry[]): readonly PlanEntry[] {
  const seen = new Set<string>();
  return plans.filter(({ scenario }) => !seen.has(scenario.id) && seen.add(scenario.id));
}

function planGroup(
  id: string,
  plans: readonly PlanEntry[],
  models: readonly ModelEntry[],
  language: Language,
): PlanGroup {
  const t = translator(language);
  const compared = comparisonOf(plans);
  return {
    id,
    model: models.find((model) => model.id === id)?.title ?? id,
    modelHref: `/models/${id}`,
    rows: plans.slice(0, mostListed).map((plan) => planRow(plan, language)),
    compare:
      compared === null ? null : { href: compared.href, label: t('web.compare.these', { count: compared.count }) },
    more: plans.length > mostListed ? t('web.plans.more', { count: plans.length }) : '',
  };
}

/**
 * Where the newest plans of a list stand side by side, against the reference where there is one: those of the newest
 * window that several plans share, for totals of other weeks say little beside one another.
 */
export function comparisonOf(plans: readonly PlanEntry[]): {
  readonly href: string;
  readonly ids: readonly string[];
  readonly baseline: string;
  readonly count: number;
} | null {
  const windowOf = ({ window }: PlanEntry): string => `${window.start}/${window.end}`;
  const besides = (plan: PlanEntry): readonly PlanEntry[] =>
    plans.filter((other) => windowOf(other) === windowOf(plan));
  const first = plans.find((plan) => besides(plan).length > 1);
  const compared = first === undefined ? [] : besides(first).slice(0, mostCompared);
  const baseline = compared.find((plan) => plan.kind === 'reference') ?? compared[0];
  if (baseline === undefined) return null;
  const ids = [baseline, ...compared.filter((plan) => plan !== baseline)].map((plan) => plan.id);
  return { href: compareHref(ids, baseline.id), ids, baseline: baseline.id, count: ids.length };
}

/** The address of a comparison holds the plans, so that a link reproduces it. */
export function compareHref(ids: readonly string[], baseline: string | null): string {
  const plans = ids.map(plainId).join(',');
  return `/compare?plans=${plans}${baseline === null ? '' : `&baseline=${plainId(baseline)}`}`;
}

/** `@` may stand in a query as it is; a reader sees the id. */
function plainId(id: string): string {
  return encodeURIComponent(id).replaceAll('%40', '@');
}

export function planRow(plan: PlanEntry, language: Language): PlanRow {
  const t = translator(language);
  const { report, unit } = plan.currency;
  const money = (value: number): string => formatMoney(value, report, unit === '1' ? 'auto' : unit, language);
  const { headline } = plan;
  const show = (value: number): string =>
    headline?.money === true ? money(value) : formatNumber(value, language, 'auto');
  return {
    id: plan.id,
    title: plan.title,
    href: `/plans/${plan.id}`,
    scenarioHref: `/scenarios/${plan.scenario.id}@${plan.scenario.version}`,
    language: plan.language ?? '',
    badges: [kindBadge(plan.kind, t), ...(plan.stale ? [staleBadge(t)] : [])],
    window: formatDateRange(plan.window.start, plan.window.end, language),
    spend: money(plan.spend),
    headline:
      headline === null
        ? null
        : {
            label: headline.label,
            value: show(headline.mean),
            delta: plan.kind === 'reference' ? '' : formatSigned(headline.delta, show(headline.delta)),
            whole:
              plan.kind !== 'reference' && runOutMatters(headline.delta, headline.wholeDelta)
                ? t('report.with-run-out', { value: formatSigned(headline.wholeDelta, show(headline.wholeDelta)) })
                : '',
            chance: plan.kind === 'reference' ? '' : chanceInWords(headline.probabilityBetter, language),
          },
  };
}
