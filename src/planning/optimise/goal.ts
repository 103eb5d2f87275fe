import { addInterpolated } from '../evaluate/index.js';
import type { LinearSolver } from './linear-solver.js';
import { linearRows, worstBreach, type LimitRow } from './rows.js';
import { spreadBudget, weighted, type Spread, type Unit } from './spread-budget.js';
import { tailMean, tailWeights } from './tail.js';

/** One measured quantity: a KPI's effect by draw and what stands without the plan, by its mean or its worst draws. */
export interface Measured {
  /** `(draws)`, in the same scale as the states of the units. */
  readonly without: Float64Array;
  /** Share of the worst draws whose mean counts; null: the mean of all. */
  readonly tail: number | null;
}

/** A KPI that may not fall below an amount; its states follow those of the objective. */
export interface GoalFloor extends Measured {
  readonly rule: string;
  readonly min: number;
}

/** What a spread of money is to reach: one quantity as high as possible, others not below their floors. */
export interface Goal {
  readonly objective: Measured;
  readonly floors: readonly GoalFloor[];
}

export interface GoalOptions {
  readonly spendAll: boolean;
  readonly limits: readonly LimitRow[];
  readonly solver: LinearSolver | null;
  readonly start?: Float64Array | undefined;
  /** Enough to see what a rule costs: fewer rounds, no exact evaluation. */
  readonly quick?: boolean;
}

export interface GoalSpread extends Spread {
  /** By floor: objective lost per unit of the floor. */
  readonly floorPrices: readonly number[];
}

/** Rounds of the play between worst draws and best spread; gaps of a per mille are reached in about twenty. */
const rounds = 24;
const quickRounds = 6;
const bisections = 26;
/** Floors are aimed at from a little above, by more than the tables can be wrong. */
const margin = 2e-5;

/**
 * The best spread for a goal, with a bound. A tail is the mean under the worst admissible weights of draws, so under
 * any weights the best separable spread is a bound; weights and spread answer one another in turn and the weights are
 * averaged (fictitious play; Robinson 1951). A floor enters by its multiplier, found by bisection: for any multiplier
 * ≥ 0 the relaxed optimum is a bound as well. Null where nothing keeps the rules and floors.
 */
export function reachGoal(units: readonly Unit[], budget: number, goal: Goal, options: GoalOptions): GoalSpread | null {
  const { spendAll, limits, solver, start } = options;
  const common = { spendAll, limits, solver, start };
  const { objective, floors } = goal;
  if (floors.length === 0 && objective.tail === null) {
    const offset = mean(objective.without);
    const spread = spreadBudget(units, budget, { ...common, quick: options.quick ?? false });
    return spread === null ? null : { ...shifted(spread, offset), floorPrices: [] };
  }
  return new Play(units, budget, goal, options).solve();
}

function shifted(spread: Spread, offset: number): Spread {
  return { ...spread, objective: spread.objective + offset, bound: spread.bound + offset };
}

function mean(values: Float64Array): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

/** Value of a measured quantity for its states `(draws)`. */
export function measuredValue(measured: Measured, states: Float64Array): number {
  const total = states.map((value, d) => value + measured.without[d]!);
  return measured.tail === null ? mean(total) : tailMean(total, measured.tail);
}

class Play {
  private readonly draws: number;
  private readonly all: readonly Measured[];
  /** By quantity: the averaged weights of its draws. */
  private readonly weights: Float64Array[];
  private readonly multipliers: number[];
  private best: Float64Array | null = null;
  private bestValue = -Infinity;
  private bound = Infinity;
  private nodes = 0;
  private last: Spread | null = null;

  constructor(
    private readonly units: readonly Unit[],
    private readonly budget: number,
    private readonly goal: Goal,
    private readonly options: GoalOptions,
  ) {
    this.draws = goal.objective.without.length;
    this.all = [goal.objective, ...goal.floors];
    this.weights = this.all.map(() => new Float64Array(this.draws).fill(1 / this.draws));
    this.multipliers = goal.floors.map(() => 0);
  }

  solve(): GoalSpread | null {
    const { floors } = this.goal;
    const hasTail = this.all.some(({ tail }) => tail !== null);
    const turns = hasTail ? (this.options.quick === true ? quickRounds : rounds) : 1;
    if (this.options.start !== undefined && this.keepsLimits(this.options.start)) this.offer(this.options.start);
    let average: Float64Array | null = null;
    for (let turn = 0; turn < turns; turn++) {
      if (this.units.length > 0 && !this.aim(turn)) return null;
      const spread = this.last;
      if (spread === null) return null;
      average = average === null ? spread.spend : average.map((a, u) => a + (2 / (turn + 2)) * (spread.spend[u]! - a));
      if (turn > 0 && this.keepsLimits(average) && this.keepsHoles(average)) this.offer(average);
      const states = this.statesOf(spread.spend);
      this.all.forEach((measured, k) => {
        if (measured.tail === null) return;
        const total = this.block(states, k).map((value, d) => value + measured.without[d]!);
        const worst = tailWeights(total, measured.tail);
        const step = 2 / (turn + 2);
        this.weights[k] = this.weights[k]!.map((weight, d) => weight + step * (worst[d]! - weight));
      });
    }
    if (this.best === null) return null;
    const { best } = this;
    const slopes = this.last?.slopes ?? new Float64Array(this.units.length);
    // The last word is exact; tables only led there.
    const exact = this.valueOf(exactStates(this.units, best), 0);
    return {
      spend: best,
      objective: this.options.quick === true ? this.bestValue : exact,
      bound: Math.max(exact, this.bound),
      price: this.last?.price ?? 0,
      slopes,
      nodes: this.nodes,
      floorPrices: floors.map((_, j) => this.multipliers[j]!),
    };
  }

  /** The best answer to the present weights, with the multipliers that make it keep the floors. */
  private aim(turn: number): boolean {
    const { floors } = this.goal;
    this.answer(turn === 0 || floors.length === 0);
    if (this.last === null) return false;
    for (let sweep = 0; sweep < (floors.length > 1 ? 3 : 1); sweep++) {
      floors.forEach((_, j) => {
        this.bisect(j);
      });
    }
    return true;
  }

  private bisect(j: number): void {
    const reaches = (multiplier: number): boolean => {
      this.multipliers[j] = multiplier;
      this.answer(false);
      return this.last !== null && this.floorIsKept(this.statesOf(this.last.spend), j);
    };
    if (reaches(0)) {
      this.answer(true);
      return;
    }
    let high = 1;
    for (let step = 0; step < 40 && !reaches(high); step++) high *= 4;
    let low = 0;
    for (let step = 0; step < bisections; step++) {
      const middle = (low + high) / 2;
      if (reaches(middle)) high = middle;
      else low = middle;
    }
    this.multipliers[j] = high;
    this.answer(true);
  }

  /** Best spread under the present weights and multipliers; `certify` also takes its bound. */
  private answer(certify: boolean): void {
    const { spendAll, limits, solver, quick } = this.options;
    const stacked = new Float64Array(this.draws * this.all.length);
    let offset = 0;
    this.all.forEach((measured, k) => {
      const factor = k === 0 ? 1 : this.multipliers[k - 1]!;
      this.weights[k]!.forEach((weight, d) => {
        stacked[k * this.draws + d] = factor * weight;
        offset += factor * weight * measured.without[d]!;
      });
      if (k > 0) offset -= factor * this.goal.floors[k - 1]!.min;
    });
    const units = this.units.map((unit) => weighted(unit, stacked));
    const isBounded = certify && quick !== true;
    const spread = spreadBudget(units, this.budget, {
      spendAll,
      limits,
      solver,
      quick: isBounded ? 'bounded' : true,
    });
    this.last = spread;
    if (spread === null) return;
    this.nodes += spread.nodes;
    if (isBounded) this.bound = Math.min(this.bound, spread.bound + offset);
    this.offer(spread.spend);
  }

  private offer(spend: Float64Array): void {
    const states = this.statesOf(spend);
    if (!this.goal.floors.every((_, j) => this.floorIsKept(states, j))) return;
    const value = this.valueOf(states, 0);
    if (value > this.bestValue) [this.best, this.bestValue] = [spend, value];
  }

  private keepsLimits(spend: Float64Array): boolean {
    const rows = linearRows(this.options.limits, this.budget, this.options.spendAll);
    return worstBreach(rows, spend) < 0.005;
  }

  private keepsHoles(spend: Float64Array): boolean {
    return this.units.every(
      (unit, u) => unit.minBuy === undefined || spend[u]! <= unit.low + 0.005 || spend[u]! >= unit.minBuy - 0.005,
    );
  }

  private floorIsKept(states: Float64Array, j: number): boolean {
    const { min } = this.goal.floors[j]!;
    const reached = this.valueOf(states, j + 1);
    const range = Math.abs(mean(this.block(states, j + 1)));
    return reached >= min + margin * range;
  }

  private valueOf(states: Float64Array, k: number): number {
    return measuredValue(this.all[k]!, this.block(states, k));
  }

  private block(states: Float64Array, k: number): Float64Array {
    return states.subarray(k * this.draws, (k + 1) * this.draws);
  }

  private statesOf(spend: Float64Array): Float64Array {
    const states = new Float64Array(this.draws * this.all.length);
    this.units.forEach((unit, u) => {
      addInterpolated(unit.table, spend[u]!, states);
    });
    return states;
  }
}

/** Exact states of a spread, summed over units. */
export function exactStates(units: readonly Unit[], spend: Float64Array): Float64Array {
  const out = new Float64Array(units[0]?.table.draws ?? 0);
  units.forEach((unit, u) => {
    unit.effect(spend[u]!).value.forEach((value, s) => (out[s]! += value));
  });
  return out;
}
