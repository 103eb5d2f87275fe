import { fault, parseIsoDay, type Fault, type Reading } from '../../data/index.js';
import { divideMoney, type LineStretch } from '../line-money.js';
import { sumOf, type Problem, type ProblemChannel, type ProblemLine } from '../resolve/problem.js';
import type { ScenarioLimit } from '../scenario.js';
import type { LimitRow, RowKind } from './rows.js';

/** Which part of a line's money a rule counts, by period of the window; null for lines outside its scope. */
type Counted = (unit: ProblemChannel, line: ProblemLine) => Float64Array | null;

/** The limits of a file as linear rules over the units of the optimiser, or what stands in the way. */
export function limitRows(problem: Problem): Reading<readonly LimitRow[]> {
  const faults: Fault[] = [];
  const rows: LimitRow[] = [];
  problem.scenario.limits.forEach((limit, index) => {
    const path = `limits.${index}`;
    const counted = scopeOf(limit, problem);
    const inScope = problem.channels.some((unit) => unit.lines.some((line) => counted(unit, line) !== null));
    if (!inScope) {
      faults.push(fault('limit-without-lines', 'error', { file: '', path: `${path}.scope` }, scopeText(limit)));
      return;
    }
    const add = (key: string, kind: RowKind, parts: Omit<LimitRow, 'rule' | 'kind' | 'isShare'>): void => {
      rows.push({ rule: `${path}.${key}`, kind, isShare: kind.startsWith('share'), ...parts });
    };
    const whole = rowOver(problem, counted, () => 1);
    const periods = problem.timeline.window.length;
    if (whole === null) {
      faults.push(fault('limit-inside-channel', 'error', { file: '', path: `${path}.scope` }, scopeText(limit)));
      return;
    }
    const { amount, share, periodMax, periodStepPct } = limit;
    if (amount.min !== null) add('amount.min', 'amount-min', { ...whole, low: amount.min, high: Infinity });
    if (amount.max !== null) add('amount.max', 'amount-max', { ...whole, low: -Infinity, high: amount.max });
    if (share.min !== null) add('share.min', 'share-min', { ...whole, low: share.min, high: Infinity });
    if (share.max !== null) add('share.max', 'share-max', { ...whole, low: -Infinity, high: share.max });
    const byPeriod = Array.from({ length: periods }, (_, t) => rowOver(problem, counted, (at) => (at === t ? 1 : 0)));
    if (periodMax !== null) {
      for (const row of byPeriod) {
        if (row !== null && (row.offset !== 0 || row.weights.some((weight) => weight !== 0)))
          add('period_max', 'period-max', { ...row, low: -Infinity, high: periodMax });
      }
    }
    if (periodStepPct !== null) {
      const step = periodStepPct / 100 / periods;
      for (let t = 1; t < periods; t++) {
        if (!inOneFlight(problem, counted, t)) continue;
        for (const sign of [1, -1]) {
          const row = rowOver(problem, counted, (at) => sign * ((at === t ? 1 : 0) - (at === t - 1 ? 1 : 0)) - step);
          if (row !== null) add('period_step_pct', 'period-step', { ...row, low: -Infinity, high: 0 });
        }
      }
    }
  });
  return { value: faults.length > 0 ? null : rows, faults };
}

/** A scope in words of the file: `tag=brand`. */
export function scopeText({ scope }: ScenarioLimit): string {
  const { channel, tag, region, audience, period } = scope;
  const parts: readonly (readonly [string, string | null])[] = [
    ['channel', channel],
    ['tag', tag],
    ['region', region],
    ['audience', audience],
    ['period', period === null ? null : `${period.from}/${period.to}`],
  ];
  return parts.flatMap(([key, value]) => (value === null ? [] : [`${key}=${value}`])).join(' ');
}

function scopeOf({ scope }: ScenarioLimit, { fitted, timeline }: Problem): Counted {
  const from = scope.period === null ? -Infinity : (parseIsoDay(scope.period.from) ?? -Infinity);
  const to = scope.period === null ? Infinity : (parseIsoDay(scope.period.to) ?? Infinity);
  // A period that the scope only touches counts by its days.
  const inside = Float64Array.from(timeline.window, ({ start, end }) =>
    Math.max(0, Math.min(1, (Math.min(end, to) - Math.max(start, from) + 1) / (end - start + 1))),
  );
  const tags = new Map(fitted.spec.channels.map((channel) => [channel.id, channel.tags]));
  return (unit, line) => {
    const fits =
      (scope.channel === null || unit.channel === scope.channel) &&
      (scope.tag === null || tags.get(unit.channel)?.includes(scope.tag) === true) &&
      (scope.region === null || (line.region ?? unit.region) === scope.region) &&
      (scope.audience === null || (line.audience ?? unit.audience) === scope.audience);
    return fits ? inside : null;
  };
}

/**
 * Σ of what a rule counts, as weight · money + offset of every unit. Null where the lines of one unit that the rule
 * counts do not move in proportion to the unit's money, so that no such weight exists.
 */
function rowOver(
  problem: Problem,
  counted: Counted,
  factor: (period: number) => number,
): Pick<LimitRow, 'weights' | 'offset'> | null {
  let offset = 0;
  const weights = new Float64Array(problem.channels.length);
  for (const [u, unit] of problem.channels.entries()) {
    const parts = unit.lines.map((line) => {
      const inside = counted(unit, line);
      return inside === null ? 0 : sumOf(line.shares.map((share, t) => share * inside[t]! * factor(t)));
    });
    const part = partOf(unit, parts);
    if (part === null) return null;
    weights[u] = part.weight;
    offset += part.offset;
  }
  return { weights, offset };
}

function partOf(
  unit: ProblemChannel,
  parts: readonly number[],
): { readonly weight: number; readonly offset: number } | null {
  const first = parts[0]!;
  if (parts.every((part) => Math.abs(part - first) < 1e-12)) return { weight: first, offset: 0 };
  const low = sumOf(unit.lines.map((line) => line.low));
  const high = sumOf(unit.lines.map((line) => line.high));
  const crossed = divideMoney(unit.lines).filter(({ from, to }) => from < high - 0.005 && to > low + 0.005);
  const along = (stretch: LineStretch): { weight: number; offset: number } => {
    const weight = parts.reduce((sum, part, i) => sum + part * stretch.rate[i]!, 0);
    const at = parts.reduce((sum, part, i) => sum + part * stretch.at[i]!, 0);
    return { weight, offset: at - weight * stretch.from };
  };
  if (crossed.length === 0) {
    // Nothing in this channel moves.
    return { weight: 0, offset: parts.reduce((sum, part, i) => sum + part * unit.lines[i]!.low, 0) };
  }
  const [own, ...others] = crossed.map(along);
  const isLine = others.every(
    (other) => Math.abs(other.weight - own!.weight) < 1e-9 && Math.abs(other.offset - own!.offset) < 0.005,
  );
  return isLine ? own! : null;
}

/** Whether some line of the scope spends both in this period and in the one before. */
function inOneFlight(problem: Problem, counted: Counted, t: number): boolean {
  return problem.channels.some((unit) =>
    unit.lines.some((line) => counted(unit, line) !== null && line.shares[t]! > 0 && line.shares[t - 1]! > 0),
  );
}
