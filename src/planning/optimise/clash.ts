import { sumOf, toCents, type Problem } from '../resolve/problem.js';
import { rulePath, type ClashingRule, type Infeasible } from './infeasible.js';
import { expression, type LinearSolver } from './linear-solver.js';
import { linearRows, type LimitRow } from './rows.js';

/** A rule as a linear row over the money of lines. */
interface LineRule extends ClashingRule {
  readonly terms: readonly (readonly [weight: number, name: string])[];
  readonly low: number;
  readonly high: number;
}

/** Money below which rules hold together. */
const half = 0.005;

/**
 * The smallest set of rules that cannot hold together, where limits over several lines take part: from all rules, one
 * after the other is left out for as long as the rest still clash (deletion filter; Chinneck, Feasibility and
 * Infeasibility in Optimization, 2008), so without any one of those that remain there would be a plan. By how much
 * they miss is the least money by which they would have to give way together. Null where the rules hold.
 */
export function clashOfLimits(
  problem: Problem,
  limits: readonly LimitRow[],
  budget: number,
  spendAll: boolean,
  solver: LinearSolver,
): Infeasible | null {
  let rules = [
    ...limitRules(problem, limits, budget, spendAll),
    ...lineRules(problem),
    ...budgetRules(budget, spendAll, problem),
  ];
  const all = missing(rules, solver);
  if (all <= half) return null;
  for (const rule of rules.toSorted((a, b) => a.money - b.money)) {
    const rest = rules.filter((other) => other !== rule);
    if (missing(rest, solver) > half) rules = rest;
  }
  const named = rules.filter((rule, i) => rules.findIndex((other) => other.rule === rule.rule) === i);
  return {
    kind: 'rules-clash',
    rules: named.map(({ rule, channel, kind, money }) => ({ rule, channel, kind, money })),
    missing: toCents(missing(rules, solver)),
    missingInAll: toCents(all),
  };
}

const name = (unit: number, line: number): string => `x${unit}_${line}`;

function limitRules(problem: Problem, limits: readonly LimitRow[], budget: number, spendAll: boolean): LineRule[] {
  return limits.flatMap((limit) =>
    linearRows([limit], budget, spendAll).map((row) => ({
      rule: limit.rule,
      channel: null,
      kind: 'limit' as const,
      money: toCents(Math.max(0, Number.isFinite(row.low) ? row.low : row.high)),
      terms: problem.channels.flatMap((unit, u) =>
        row.weights[u] === 0 ? [] : unit.lines.map((_, i) => [row.weights[u]!, name(u, i)] as const),
      ),
      low: row.low,
      high: row.high,
    })),
  );
}

function lineRules(problem: Problem): LineRule[] {
  return problem.channels.flatMap((unit, u) =>
    unit.lines.flatMap((line, i): LineRule[] => {
      const terms = [[1, name(u, i)] as const];
      const rule = (end: 'low' | 'high'): LineRule => ({
        rule: rulePath(line, unit.id, end),
        channel: unit.id,
        kind: end === 'low' ? line.lowFrom : line.highFrom,
        money: line[end],
        terms,
        low: end === 'low' ? line.low : -Infinity,
        high: end === 'high' ? line.high : Infinity,
      });
      return [...(line.low > 0 ? [rule('low')] : []), rule('high')];
    }),
  );
}

function budgetRules(budget: number, spendAll: boolean, problem: Problem): LineRule[] {
  const terms = problem.channels.flatMap((unit, u) => unit.lines.map((_, i) => [1, name(u, i)] as const));
  const rule = { channel: null, kind: 'budget' as const, money: budget, terms };
  return [
    { ...rule, rule: 'budget.total', low: -Infinity, high: budget },
    ...(spendAll ? [{ ...rule, rule: 'budget.spend_all', low: budget, high: Infinity }] : []),
  ];
}

/** Least money by which the rules would have to give way together. */
function missing(rules: readonly LineRule[], solver: LinearSolver): number {
  const scale = Math.max(1, ...rules.map((rule) => rule.money)) / 1000;
  const rows: string[] = [];
  const slacks: string[] = [];
  rules.forEach(({ terms, low, high }, r) => {
    const side = (bound: number): string => (bound / scale).toPrecision(15);
    if (low > -Infinity) {
      slacks.push(`l${r}`);
      rows.push(` rl${r}: ${expression([...terms, [1, `l${r}`]])} >= ${side(low)}`);
    }
    if (high < Infinity) {
      slacks.push(`h${r}`);
      rows.push(` rh${r}: ${expression([...terms, [-1, `h${r}`]])} <= ${side(high)}`);
    }
  });
  if (slacks.length === 0) return 0;
  const program = [
    'Minimize',
    ` obj: ${expression(slacks.map((slack) => [1, slack] as const))}`,
    'Subject To',
    ...rows,
    'Bounds',
    ' 0 <= nothing <= 0',
    'End',
    '',
  ].join('\n');
  const answer = solver.solve(program, { primal_feasibility_tolerance: 1e-9 });
  if (answer.Status !== 'Optimal') throw new Error(`the clash of rules was not solved: ${answer.Status}`);
  return sumOf(slacks.map((slack) => answer.Columns[slack]?.Primal ?? 0)) * scale;
}
