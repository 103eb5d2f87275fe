/** Front door of the planner: scenario → plan → comparison. */
export type {
  Assumed,
  Assumptions,
  Bound,
  Efficiency,
  FlightShape,
  ReferenceChoice,
  Scenario,
  ScenarioKindName,
  ScenarioKpi,
  ScenarioLimit,
  ScenarioLine,
} from './scenario.js';
export type { Audience, NewChannel, ReachSettings } from './scenario-audiences.js';
export type { LinearSolver, LoadLinearSolver } from './optimise/linear-solver.js';
export type {
  Alternative,
  Bridge,
  BridgeCause,
  Explained,
  Frontier,
  Stress,
  Tornado,
  TornadoRow,
} from './explained.js';
export type {
  AssumptionRow,
  Comparison,
  FiscalRow,
  FlowRow,
  KpiTotals,
  Limit,
  LongTerm,
  Optimum,
  Plan,
  PlanCell,
  PlanChannel,
  PlanDraws,
  PlanGroup,
  PlanGroupKpi,
  PlanKpi,
  PlanLine,
  PlanReach,
  PlanQuestion,
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
export { addressedGroups, groupAddresses, modelledNames } from './resolve/group-address.js';
export { unitsQuoted } from './resolve/price.js';
export { valueOfTests, type TestValue, type TestValues } from './value-of-tests.js';
