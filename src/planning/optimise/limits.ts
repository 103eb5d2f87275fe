import { divideMoney, moneyOfLines } from '../line-money.js';
import type { Limit } from '../optimum.js';
import { sumOf, type ProblemLine } from '../resolve/problem.js';
import { lineSlope, unitOf, type UnitContext } from './channel-units.js';
import { rulePath } from './infeasible.js';
import type { Spread, Unit } from './spread-budget.js';

/** A rule and the lines of its unit without it. */
interface Rule {
  readonly rule: string;
  readonly channel: number;
  readonly line: number;
  readonly kind: Limit['kind'];
  readonly value: number;
  readonly end: 'low' | 'high' | 'both';
  readonly without: readonly ProblemLine[];
}

/** Objective gained when the whole problem is solved again with other units, or another budget. */
export type Gain = (changed: readonly Unit[], budget?: number, spendAll?: boolean) => number;

export interface LimitContext {
  readonly context: UnitContext;
  readonly units: readonly Unit[];
  readonly solved: Pick<Spread, 'spend' | 'price'>;
  readonly working: number;
  /** Whether the file states a budget, whose price is asked. */
  readonly hasBudget: boolean;
  readonly gain: Gain;
  /** The objective is a plain mean without floors, so that slopes of its curve are prices. */
  readonly isPlainMean: boolean;
}

/**
 * The budget and every rule of a line with its price: the marginal return it blocks, per unit of money, and the gain
 * when the whole problem is solved again without it.
 */
export function priceLines(input: LimitContext): Limit[] {
  const { context, units, solved, working, gain } = input;
  const limits: Limit[] = [];
  const spent = sumOf(solved.spend);
  if (input.hasBudget) {
    const everything = sumOf(units.map((unit) => unit.high));
    const budgetGain = gain(units, everything, false);
    limits.push({
      rule: 'budget.total',
      channel: null,
      scope: null,
      why: '',
      kind: 'budget',
      value: working,
      binding: spent >= working - 0.005,
      price: { kpi: budgetGain, perUnit: solved.price },
      gainWithout: budgetGain,
    });
  }
  context.problem.channels.forEach((channel, c) => {
    const amounts = moneyOfLines(divideMoney(channel.lines), solved.spend[c]!);
    for (const rule of rulesOf(channel.lines, channel.id, c, working)) {
      const gained = gain(units.with(c, withoutRule(context, units, rule)));
      const line = channel.lines[rule.line]!;
      const atLow = amounts[rule.line]! <= line.low + 0.005;
      const atHigh = amounts[rule.line]! >= line.high - 0.005;
      const touches = rule.end === 'both' || (rule.end === 'low' ? atLow : atHigh);
      const slope = touches ? lineSlope(context, c, amounts, rule.line) - solved.price : 0;
      const blocked = !touches ? 0 : rule.end === 'both' ? Math.abs(slope) : rule.end === 'low' ? -slope : slope;
      const unit = units[c]!;
      const step = 1e-3 * Math.max(1, working);
      const looser = {
        ...unit,
        low: rule.end === 'high' ? unit.low : Math.max(0, unit.low - step),
        high: rule.end === 'low' ? unit.high : Math.min(unit.high + step, unit.table.money.at(-1)!),
      };
      const asSlope = rule.end === 'both' && rule.value === 0 ? Math.max(0, slope) : Math.max(0, blocked);
      const perUnit = input.isPlainMean ? asSlope : gained > 0 ? gain(units.with(c, looser)) / step : 0;
      limits.push({
        rule: rule.rule,
        channel: channel.id,
        scope: null,
        why: '',
        kind: rule.kind,
        value: rule.value,
        binding: touches && (perUnit > 0 || gained > 0),
        price: { kpi: gained, perUnit },
        gainWithout: gained,
      });
    }
    const minBuy = units[c]!.minBuy ?? 0;
    if (minBuy > 0) {
      const open = channel.lines.map((line) => ({ ...line, minBuy: 0 }));
      const gained = gain(units.with(c, unitOf(context, c, open)));
      const atEdge = Math.abs(solved.spend[c]! - minBuy) < 0.011 || solved.spend[c]! <= 0.005;
      limits.push({
        rule: `lines.${channel.lines[0]!.index ?? 0}.min_buy`,
        channel: channel.id,
        scope: null,
        why: '',
        kind: 'min-buy',
        value: minBuy,
        binding: atEdge && gained > 0,
        price: { kpi: gained, perUnit: minBuy > 0 ? gained / minBuy : 0 },
        gainWithout: gained,
      });
    }
  });
  return limits;
}

/** A slope that is infinite at no media is told by the return on the first thousandth of the budget. */
export function finiteSlope(unit: Unit, at: number, slope: number, working: number): number {
  if (Number.isFinite(slope)) return slope;
  const step = Math.max(0.01, working / 1000);
  const mean = (money: number): number => sumOf(unit.effect(money).value) / unit.table.draws;
  return (mean(at + step) - mean(at)) / step;
}

function withoutRule(context: UnitContext, units: readonly Unit[], rule: Rule): Unit {
  const unit = units[rule.channel]!;
  const low = sumOf(rule.without.map((line) => line.low));
  const high = Math.min(sumOf(rule.without.map((line) => line.high)), unit.table.money.at(-1)!);
  // One line keeps its way of spending whatever its bounds: the same table serves.
  const before = divideMoney(context.problem.channels[rule.channel]!.lines);
  const after = divideMoney(rule.without);
  const alike = before.length === 1 && after.length === 1 && String(before[0]!.rate) === String(after[0]!.rate);
  if (alike) return { ...unit, low, high };
  return unitOf(context, rule.channel, rule.without);
}

function rulesOf(lines: readonly ProblemLine[], id: string, channel: number, working: number): Rule[] {
  return lines.flatMap((line, i) => {
    const open = Math.max(line.seenHigh > 0 ? line.seenHigh : working, line.high);
    const without = (low: number, high: number): ProblemLine[] => lines.with(i, { ...line, low, high });
    const rule = (end: Rule['end'], kind: Limit['kind'], value: number, changed: readonly ProblemLine[]): Rule => ({
      rule: rulePath(line, id, end === 'high' ? 'high' : 'low'),
      channel,
      line: i,
      kind,
      value,
      end,
      without: changed,
    });
    if (line.low === line.high && line.lowFrom === line.highFrom) {
      return [rule('both', line.excluded ? 'exclude' : 'lock', line.low, without(0, open))];
    }
    const out: Rule[] = [];
    if (line.low > 0) out.push(rule('low', 'min', line.low, without(0, line.high)));
    const lifted = line.highFrom === 'seen' ? Math.max(working, line.high) : open;
    out.push(rule('high', 'max', line.high, without(line.low, lifted)));
    return out;
  });
}
