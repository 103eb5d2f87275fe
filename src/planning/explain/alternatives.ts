import type { Alternative } from '../explained.js';
import { interpolatedMean, type DrawTable } from '../evaluate/index.js';
import type { Solved } from '../optimise/decision.js';
import { spreadBudget, type Unit } from '../optimise/spread-budget.js';
import { sumOf, toCents, type Problem } from '../resolve/problem.js';

/** How much of the objective may be given up, and how many plans are shown. */
const tolerance = 0.01;
const wanted = 3;
/** Units whose money is pushed up and down, those with most money first. */
const pushed = 8;
const halvings = 10;

/**
 * Three plans that keep every rule and come within one per cent of the best, as unlike the plan and one another as can
 * be found: the money of one unit after the other is rewarded or fined until one per cent is given up, and of all plans
 * met that way those furthest apart are kept.
 */
export function alternativesOf(problem: Problem, solved: Solved): Alternative[] {
  const { units, goal, limits, solver, budget, spendAll, spend } = solved;
  // A tail or a floor is no sum over units, so no such push keeps its proof.
  if (goal.floors.length > 0 || goal.objective.tail !== null) return [];
  const best = valueOf(units, spend);
  const least = best - tolerance * Math.abs(best);
  const total = sumOf(spend);
  if (!(best > 0) || !(total > 0)) return [];
  const candidates: { readonly spend: Float64Array; readonly value: number }[] = [];
  const order = [...units.keys()]
    .filter((u) => units[u]!.high > units[u]!.low + 1)
    .sort((a, b) => spend[b]! - spend[a]!);
  for (const u of order.slice(0, pushed)) {
    for (const sign of [1, -1]) {
      let [low, high] = [0, best / Math.max(1, total)];
      let kept: Float64Array | null = null;
      for (let step = 0; step < halvings; step++) {
        const push = step === 0 ? high : (low + high) / 2;
        const tilted = units.with(u, { ...units[u]!, table: tiltedTable(units[u]!.table, sign * push) });
        const found = spreadBudget(tilted, budget, { spendAll, limits, solver, quick: true, pieces: 4 });
        if (found === null) break;
        if (valueOf(units, found.spend) >= least) {
          kept = found.spend;
          low = push;
        } else high = push;
      }
      if (kept !== null) candidates.push({ spend: kept, value: valueOf(units, kept) });
    }
  }
  const chosen: { readonly spend: Float64Array; readonly value: number }[] = [];
  while (chosen.length < wanted) {
    const against = [spend, ...chosen.map((one) => one.spend)];
    const nearest = (one: Float64Array): number => Math.min(...against.map((other) => apart(one, other) / total));
    const next = candidates.toSorted((a, b) => nearest(b.spend) - nearest(a.spend))[0];
    // Less than half a per cent of the money elsewhere is the same plan.
    if (next === undefined || nearest(next.spend) < 0.005) break;
    chosen.push(next);
  }
  return chosen.map((one) => ({
    short: Math.max(0, (best - one.value) / best),
    moved: apart(one.spend, spend) / total,
    channels: problem.fitted.spec.channels.map(({ id }) => ({
      channel: id,
      spend: toCents(sumOf(problem.channels.map((unit, u) => (unit.channel === id ? one.spend[u]! : 0)))),
    })),
  }));
}

function valueOf(units: readonly Unit[], spend: Float64Array): number {
  return units.reduce((sum, unit, u) => sum + interpolatedMean(unit.table, spend[u]!).value, 0);
}

/** Money that is spent elsewhere. */
function apart(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, u) => sum + Math.abs(value - b[u]!), 0) / 2;
}

function tiltedTable(table: DrawTable, push: number): DrawTable {
  return {
    ...table,
    mean: table.mean.map((value, node) => value + push * table.money[node]!),
    meanSlope: table.meanSlope.map((slope) => slope + push),
  };
}
