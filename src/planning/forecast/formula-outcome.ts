import type { CompiledFormula } from '../formula.js';
import type { Outcome } from './outcome.js';

/** Names that formulas may use: every fitted KPI with its parts, the plan's spend and that of each channel. */
export function formulaNames(kpis: readonly string[], channels: readonly string[]): string[] {
  return [
    ...kpis.flatMap((id) => [id, `${id}_incremental`, `${id}_run_out`]),
    'spend',
    ...channels.map((id) => `spend_${id}`),
  ];
}

export interface FormulaInput {
  readonly formula: CompiledFormula;
  /** Ids of the fitted KPIs, in the order of `formulaNames`. */
  readonly kpis: readonly string[];
  /** By fitted KPI, same order. */
  readonly outcomes: readonly Outcome[];
  /** `(channels × window)` money of the plan. */
  readonly spend: readonly Float64Array[];
  readonly window: number;
}

/** Whether a formula counts a KPI's run-out itself; if not, the whole effect adds it to the KPI's total. */
export function countsRunOut(formula: CompiledFormula, kpi: string): boolean {
  return formula.uses.includes(`${kpi}_run_out`);
}

/**
 * A formula KPI under a plan, draw by draw. Its parts are steps of the formula itself: the baseline with no money and
 * no media, carry-in what past media add to that, incremental what the plan and its cost add, run-out what the effect
 * after the window adds. So window = baseline + carryIn + incremental holds for any formula. One that has no value
 * without media (the log of nothing) has no baseline either: all of it is incremental.
 */
export function formulaOutcome(input: FormulaInput): Outcome {
  const { formula, kpis, outcomes, spend } = input;
  const draws = outcomes[0]!.draws;
  const money = spend.map((values) => values.reduce((a, b) => a + b, 0));
  const total = money.reduce((a, b) => a + b, 0);
  const nothing = money.map(() => 0);

  const counts = kpis.map((id) => countsRunOut(formula, id));
  const values = new Float64Array(kpis.length * 3 + 1 + money.length);
  const evaluate = (parts: (outcome: Outcome, d: number, counts: boolean) => Parts, paid: boolean): Float64Array => {
    setMoney(values, kpis.length, paid ? total : 0, paid ? money : nothing);
    return Float64Array.from({ length: draws }, (_, d) => {
      outcomes.forEach((outcome, k) => {
        values.set(parts(outcome, d, counts[k]!), 3 * k);
      });
      return formula.evaluate(values);
    });
  };
  const bare = evaluate((o, d) => [o.baseline[d]!, 0, 0], false);
  const past = evaluate((o, d) => [o.baseline[d]! + o.carryIn[d]!, 0, 0], false);
  const hasBaseline = bare.every(Number.isFinite) && past.every(Number.isFinite);
  const baseline = hasBaseline ? bare : new Float64Array(draws);
  const carried = hasBaseline ? past : new Float64Array(draws);
  const value = evaluate((o, d) => [o.window[d]!, o.incremental[d]!, o.runOut[d]!], true);
  const whole = evaluate(
    (o, d, counts) =>
      counts
        ? [o.window[d]!, o.incremental[d]!, o.runOut[d]!]
        : [o.whole[d]!, o.incremental[d]! + o.runOut[d]!, o.runOut[d]!],
    true,
  );
  return {
    draws,
    baseline,
    carryIn: carried.map((x, d) => x - baseline[d]!),
    incremental: value.map((x, d) => x - carried[d]!),
    runOut: whole.map((x, d) => x - value[d]!),
    window: value,
    whole,
    byPeriod: byPeriod(input, value, whole),
    effectByPeriod: new Float64Array(0),
  };
}

/** A KPI's total, its increment and its run-out, as `formulaNames` orders them. */
type Parts = readonly [number, number, number];

function setMoney(values: Float64Array, kpis: number, total: number, money: readonly number[]): void {
  values[3 * kpis] = total;
  values.set(money, 3 * kpis + 1);
}

/**
 * The formula by period. An affine formula is split exactly, its constant evenly over the window. Any other has no
 * exact split: each window period shows the formula of that period's own values (0 where it has none, as a ratio in a
 * week without money), and the run-out what it adds at once.
 */
function byPeriod(
  { formula, kpis, outcomes, spend, window }: FormulaInput,
  value: Float64Array,
  whole: Float64Array,
): Float64Array {
  const { draws, byPeriod: cells } = outcomes[0]!;
  const out = new Float64Array(cells.length);
  const periods = cells.length / draws;
  const counts = kpis.map((id) => countsRunOut(formula, id));
  const constant = formula.affine?.constant ?? 0;
  const values = new Float64Array(kpis.length * 3 + 1 + spend.length);
  for (let t = 0; t < periods; t++) {
    const inside = t < window;
    const money = spend.map((series) => (inside ? series[t]! : 0));
    setMoney(
      values,
      kpis.length,
      money.reduce((a, b) => a + b, 0),
      money,
    );
    for (let d = 0; d < draws; d++) {
      const cell = t * draws + d;
      if (formula.affine === null && !inside) {
        out[cell] = t === window ? whole[d]! - value[d]! : 0;
        continue;
      }
      outcomes.forEach((outcome, k) => {
        const effect = outcome.effectByPeriod[cell]!;
        values[3 * k] = inside ? outcome.byPeriod[cell]! : counts[k]! ? 0 : effect;
        values[3 * k + 1] = inside || !counts[k]! ? effect : 0;
        values[3 * k + 2] = inside ? 0 : effect;
      });
      const own = formula.evaluate(values) - constant + (inside ? constant / window : 0);
      out[cell] = Number.isFinite(own) ? own : 0;
    }
  }
  return out;
}
