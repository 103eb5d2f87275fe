import { fault, type Fault } from '../../data/index.js';
import type { Problem } from '../resolve/problem.js';
import { undecided, type DecideInput, type Decided, type Ruled } from './decision.js';
import { efficiencyFloor } from './efficiency-floor.js';
import { hitTarget } from './hit-target.js';
import { clashOf, type Infeasible } from './infeasible.js';
import { clashOfLimits } from './clash.js';
import { limitRows } from './limit-rows.js';
import { maximise } from './maximise.js';
import { nextMoneyProblem } from './next-money.js';
import { objectiveOf } from './objective.js';
import { searchFormula } from './search-formula.js';

/** Kinds whose amounts are found, not written. */
export function isDecided({ scenario }: Pick<Problem, 'scenario'>): boolean {
  return scenario.objective.kind !== 'reference' && scenario.objective.kind !== 'forecast';
}

/** Finds the amounts that a scenario asks for, or says why there are none. */
export async function decide(input: DecideInput): Promise<Decided> {
  const { formulas } = input;
  const problem =
    input.problem.scenario.objective.kind === 'next_money' ? nextMoneyProblem(input.problem) : input.problem;
  const { scenario } = problem;
  const { kpi, kind } = scenario.objective;
  const formula = formulas.get(kpi) ?? null;
  const path = { file: '', path: 'objective.kpi' };
  if (formula?.displayOnly === true) {
    return undecided([fault('formula-no-derivative', 'error', path, formula.text, { kpi })]);
  }
  const limits = limitRows(problem);
  if (limits.value === null) return undecided(limits.faults);
  const rows = limits.value;
  const solver = rows.length > 0 && input.linearSolver !== null ? await input.linearSolver() : null;
  if (rows.length > 0 && solver === null) throw new Error('limits over groups of lines need a linear solver');

  const budget = problem.budget?.working ?? null;
  const isCapOnly = kind === 'efficiency_floor' || kind === 'hit_target';
  const spendAll = !isCapOnly && scenario.budget.spendAll;
  const most =
    budget ?? problem.channels.reduce((sum, unit) => unit.lines.reduce((all, line) => all + line.high, sum), 0);
  const clash =
    clashOf(problem, most, spendAll) ??
    (solver === null || rows.length === 0 ? null : clashOfLimits(problem, rows, most, spendAll, solver));
  if (clash !== null) return undecided([clashFault(clash, most)], clash);

  const objective = objectiveOf(scenario, formula, [...input.markets.keys()]);
  if (objective.kind === 'formula') {
    const asks = scenario.kpis.some((one) => one.role === 'floor') || (scenario.objective.risk ?? null) !== null;
    if (kind !== 'maximise' || asks || rows.length > 0) {
      return undecided([fault('formula-needs-plain-maximise', 'error', path, objective.formula.text, { kpi })]);
    }
    const value = searchFormula(problem, input.markets, objective.formula, input.outcomes, input.exact);
    return { value, faults: [], infeasible: null };
  }
  const ruled: Ruled = { ...input, problem, objective, limits: rows, solver };
  if (kind === 'hit_target') return hitTarget(ruled);
  if (kind === 'efficiency_floor') return efficiencyFloor(ruled);
  return maximise(ruled);
}

/** The fault of a file that no plan satisfies. */
export function clashFault(clash: Infeasible, working: number): Fault {
  const params = {
    rules: clash.rules.map(({ rule }) => rule).join(', '),
    missing: clash.missing,
    missingInAll: clash.missingInAll,
    working,
  };
  const path = clash.kind === 'rules-clash' ? (clash.rules[0]?.rule ?? 'limits') : 'budget.total';
  return fault(
    `infeasible-${clash.kind}`,
    'error',
    { file: '', path: path.split('.').slice(0, 2).join('.') },
    '',
    params,
  );
}
