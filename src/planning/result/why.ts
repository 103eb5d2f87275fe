import type { PlanChannel } from '../plan.js';
import type { Decision } from '../optimise/decision.js';
import { sumOf, type Problem } from '../resolve/problem.js';

type Why = PlanChannel['why'];

/** Money differences below this are rounding. */
const sameMoney = 0.011;

/**
 * Why a channel, of one unit or several, has its money, as a code of the catalogue `why.<code>`: the rule that fixed
 * it, or what the optimiser saw. `lines` holds `(lines)` money by unit; `marginal` is the objective's return on its next
 * money, `price` that of the plan's money as a whole.
 */
export function whyOf(
  problem: Problem,
  units: readonly number[],
  spend: number,
  reference: number,
  lines: readonly Float64Array[],
  maximised: Decision | null,
): Why {
  const [c = 0, ...others] = units;
  const channel = problem.channels[c]!;
  const { kind } = problem.scenario.objective;
  const first = channel.lines[0]!;
  const params = (extra: Why['params'] = {}): Why['params'] => ({
    money: round(spend),
    reference: round(reference),
    change: round(spend - reference),
    pct: reference > 0 ? Math.round((100 * (spend - reference)) / reference) : 0,
    ...extra,
  });
  const because = (code: string, extra?: Why['params']): Why => ({ code, params: params(extra) });
  if (kind === 'reference') return because('repeats-reference');
  if (others.length > 0 && maximised !== null) return because('by-groups', groupsMoved(problem, units, lines));
  if (first.excluded) return because('excluded');
  if (first.index === null) return because(spend > 0 ? 'unlisted-reference' : 'unlisted-zero');
  if (kind === 'forecast' || maximised === null) return because('as-written');

  const low = channel.lines.reduce((sum, line) => sum + line.low, 0);
  const high = channel.lines.reduce((sum, line) => sum + line.high, 0);
  if (channel.lines.every((line) => line.locked)) return because('locked');
  if (channel.lines.every((line) => line.lowFrom === 'zero')) return because('decided-zero');
  if (high - low < sameMoney) return because('held');
  if (maximised.slopes === null) return because(direction(spend, reference, 'searched'));

  const marginal = maximised.slopes[c]!;
  const money = { marginal: round(marginal), price: round(maximised.price), low: round(low), high: round(high) };
  const from = (end: 'lowFrom' | 'highFrom'): string => first[end];
  if (spend >= high - sameMoney && marginal > maximised.price)
    return because('at-ceiling', { ...money, from: from('highFrom') });
  if (spend <= low + sameMoney && marginal <= 0) return because(low > 0 ? 'falling-at-floor' : 'falling', money);
  if (spend <= sameMoney) return because('not-worth', money);
  if (spend <= low + sameMoney) return because('at-floor', { ...money, from: from('lowFrom') });
  const rule = holdingRule(maximised, marginal);
  if (rule !== null) return because('limited', { ...money, rule });
  return because(direction(spend, reference, 'balanced'), money);
}

/** The binding rule over several lines, or floor, that keeps a return away from the common one. */
function holdingRule({ optimum, price }: Decision, marginal: number): string | null {
  if (Math.abs(marginal - price) <= 0.02 * Math.max(Math.abs(price), Math.abs(marginal))) return null;
  const binding = optimum.limits.filter((limit) => limit.binding && (limit.scope ?? null) !== null);
  return binding.sort((a, b) => b.gainWithout - a.gainWithout)[0]?.rule ?? null;
}

/** How many units of a channel have more, and less, than their reference. */
function groupsMoved(problem: Problem, units: readonly number[], money: readonly Float64Array[]): Why['params'] {
  const changes = units.map((u) => sumOf(money[u]!) - sumOf(problem.channels[u]!.referenceSpend));
  return {
    groups: units.length,
    more: changes.filter((change) => change > sameMoney).length,
    less: changes.filter((change) => change < -sameMoney).length,
  };
}

/** `<stem>-more`, `<stem>-less` or `<stem>-same`. */
function direction(spend: number, reference: number, stem: string): string {
  if (Math.abs(spend - reference) <= Math.max(sameMoney, 0.005 * reference)) return `${stem}-same`;
  return spend > reference ? `${stem}-more` : `${stem}-less`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
