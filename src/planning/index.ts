/** Front door of the planner: scenario → plan → comparison. */
export type { Assumed, Assumptions, Bound, ReferenceChoice, Scenario, ScenarioKpi, ScenarioLine } from './scenario.js';
export type {
  AssumptionRow,
  Comparison,
  FlowRow,
  KpiTotals,
  Limit,
  Optimum,
  Plan,
  PlanChannel,
  PlanDraws,
  PlanKpi,
  PlanLine,
  Remark,
  Response,
  SeriesPoint,
  Trust,
} from './plan.js';
export type { CompiledFormula } from './formula.js';
export { loadFormulas } from './load-formulas.js';
export { allocate, type Allocation, type AllocationOptions } from './optimise/allocate.js';
export type { PiecewiseCurve } from './optimise/piecewise.js';
