import type { Language } from '../../language/index.js';
import type { Plan } from '../../planning/index.js';
import type { FigureView } from '../figure.js';
import type { TableView } from '../table.js';
import { sectionIds, type SectionId } from './sections.js';
import { appendix, type AppendixView } from './appendix.js';
import { assumptions } from './assumptions.js';
import { bridge, type BridgeView } from './bridge.js';
import { changes, type ChangesView } from './changes.js';
import { planContext, reportLanguage, type PlanMarks } from './context.js';
import { fiscalTable } from './fiscal.js';
import { flowchart, type FlowchartView } from './flowchart.js';
import { forecast } from './forecast.js';
import { groups } from './groups.js';
import { limits, type LimitsView } from './limits.js';
import { masthead, type MastheadView } from './masthead.js';
import { reach } from './reach.js';
import { nextMoney, response } from './response.js';
import { risk, type RiskView } from './risk.js';
import { scorecard } from './scorecard.js';
import { trust, type TrustView } from './trust.js';
import { verdict, type VerdictView } from './verdict.js';

/** Everything the plan page shows, already in words. */
export interface PlanView {
  readonly language: Language;
  readonly masthead: MastheadView;
  readonly verdict: VerdictView;
  readonly changes: ChangesView;
  readonly flowchart: FlowchartView;
  readonly forecast: readonly FigureView[];
  readonly bridge: BridgeView | null;
  readonly risk: RiskView | null;
  readonly response: FigureView | null;
  readonly nextMoney: FigureView | null;
  readonly scorecard: TableView;
  /** Reach by audience; null without audiences. */
  readonly reach: TableView | null;
  /** Regions and audiences; null where the plan has but one group. */
  readonly groups: TableView | null;
  /** Under the flowchart; null under plain calendar months. */
  readonly fiscal: TableView | null;
  readonly limits: LimitsView;
  readonly assumptions: TableView;
  readonly trust: TrustView;
  readonly appendix: AppendixView;
  /** Sections after the fifth stand open at planner and analyst depth, tables behind charts at analyst depth. */
  readonly open: boolean;
  readonly tablesOpen: boolean;
  readonly source: string;
  readonly contents: readonly { readonly id: string; readonly key: string }[];
}

export interface PlanViewOptions {
  readonly language?: Language;
  readonly marks?: Partial<PlanMarks>;
}

export function planView(plan: Plan, options: PlanViewOptions = {}): PlanView {
  const language = reportLanguage(plan, options.language);
  const marks: PlanMarks = { stale: options.marks?.stale ?? false, draft: options.marks?.draft ?? false };
  const context = planContext(plan, language);
  const byGroup = groups(context);
  const byAudience = reach(context);
  const figures = { forecast: forecast(context), response: response(context), next: nextMoney(context) };
  const explained = { bridge: bridge(context), risk: risk(context) };
  const missing: Partial<Record<SectionId, boolean>> = {
    bridge: explained.bridge === null,
    risk: explained.risk === null,
    forecast: figures.forecast.length === 0,
    response: figures.response === null,
    next: figures.next === null,
    groups: byGroup === null,
    reach: byAudience === null,
  };
  const empty = sectionIds.filter((id) => missing[id] === true);
  return {
    language,
    masthead: masthead(context, marks),
    verdict: verdict(context, marks.stale),
    changes: changes(context),
    flowchart: flowchart(context),
    forecast: figures.forecast,
    ...explained,
    response: figures.response,
    nextMoney: figures.next,
    scorecard: scorecard(context),
    reach: byAudience,
    groups: byGroup,
    fiscal: fiscalTable(context),
    limits: limits(context),
    assumptions: assumptions(context),
    trust: trust(context),
    appendix: appendix(context, empty),
    open: plan.scenario.depth !== 'exec',
    tablesOpen: plan.scenario.depth === 'analyst',
    source: context.source,
    contents: sectionIds.filter((id) => !empty.includes(id)).map((id) => ({ id, key: `report.section.${id}` })),
  };
}
