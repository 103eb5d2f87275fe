import { divideMoney, moneyOfLines } from '../line-money.js';
import type { Limit } from '../plan.js';
import { sumOf, type ProblemLine } from '../resolve/problem.js';
import { lineSlope, unitOf, type UnitContext } from './channel-units.js';
import { rulePath } from './infeasible.js';
import { spreadBudget, type Spread, type Unit } from './spread-budget.js';

/** A rule and the lines of its channel without it. */
interface Rule {
  readonly rule: string;
  readonly channel: number;
  readonly line: number;
  readonly kind: Limit['kind'];
  readonly value: number;
  readonly end: 'low' | 'high' | 'both';
  readonly without: readonly ProblemLine[];
}

export interface LimitContext {
  readonly context: UnitContext;
  readonly units: readonly Unit[];
  readonly solved: Spread;
  readonly working: number;
  readonly spendAll: boolean;
}

/**
 * Every rule with its price: the marginal return it blocks, per unit of money, and the gain when the whole problem is
 * solved again without it. Gains are differences of the same straight-piece problem, so that a rule that costs
 * nothing shows nothing.
 */
export function priceLimits(input: LimitContext): Limit[] {
  const { context, units, solved, working, spendAll } = input;
  const { channels } = context.problem;
  const base = spreadBudget(units, working, { spendAll, quick: true })!.objective;
  const gain = (changed: readonly Unit[], budget = working, all = spendAll): number => {
    const lifted = spreadBudget(changed, budget, { spendAll: all, quick: true });
    // The mesh of a wider interval has other corners: differences below its accuracy are nothing.
    const difference = lifted === null ? 0 : lifted.objective - base;
    return difference > 2e-6 * Math.max(1, Math.abs(base)) ? difference : 0;
  };
  const spent = sumOf(solved.spend);
  const everything = sumOf(units.map((unit) => unit.high));
  const budgetGain = gain(units, everything, false);
  const limits: Limit[] = [
    {
      rule: 'budget.total',
      channel: null,
      kind: 'budget',
      value: working,
      binding: spent >= working - 0.005,
      price: { kpi: budgetGain, perUnit: solved.price },
      gainWithout: budgetGain,
    },
  ];
  channels.forEach((channel, c) => {
    const amounts = moneyOfLines(divideMoney(channel.lines), solved.spend[c]!);
    for (const rule of rulesOf(channel.lines, channel.id, c, working)) {
      const changed = withoutRule(context, units, rule);
      const gained = gain(units.with(c, changed));
      const line = channel.lines[rule.line]!;
      const atLow = amounts[rule.line]! <= line.low + 0.005;
      const atHigh = amounts[rule.line]! >= line.high - 0.005;
      const touches = rule.end === 'both' || (rule.end === 'low' ? atLow : atHigh);
      const slope = touches ? lineSlope(context, c, amounts, rule.line) - solved.price : 0;
      const blocked = !touches ? 0 : rule.end === 'both' ? Math.abs(slope) : rule.end === 'low' ? -slope : slope;
      const perUnit = rule.end === 'both' && rule.value === 0 ? Math.max(0, slope) : Math.max(0, blocked);
      limits.push({
        rule: rule.rule,
        channel: channel.id,
        kind: rule.kind,
        value: rule.value,
        binding: touches && (perUnit > 0 || gained > 0),
        price: { kpi: gained, perUnit },
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
