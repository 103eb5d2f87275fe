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
  PlanCell,
  PlanChannel,
  PlanDraws,
  PlanGroup,
  PlanGroupKpi,
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
export { formulaNames } from './forecast/formula-outcome.js';
export { makePlan, type MadePlan, type MakePlanInput, type PlanReading } from './make-plan.js';
export type { ClashingRule, Infeasible } from './optimise/infeasible.js';
export { comparePlans, type ComparedPlan, type CompareInput } from './compare.js';
export { unitsQuoted } from './resolve/price.js';
export { valueOfTests, type TestValue, type TestValues } from './value-of-tests.js';
