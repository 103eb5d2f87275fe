import { fault, type Fault } from '../../data/index.js';
import type { Bound, Scenario, ScenarioLine } from '../scenario.js';
import type { BoundSource } from './problem.js';

export interface LineBounds {
  readonly low: number;
  readonly high: number;
  readonly lowFrom: BoundSource;
  readonly highFrom: BoundSource;
}

/**
 * Between which amounts a line may move, and by which rule. Per cents are of the reference spend of the same cell,
 * else of the line's own amount. An amount of zero without bounds is a decision and stays zero.
 *
 * @param reference reference spend of the line's cell, 0 where it has none of its own
 * @param amount money of the line as written, or at reference
 * @param seen money at which the line reaches 1.5 × the highest adstocked level the model has seen
 */
export function boundsOf(
  line: ScenarioLine,
  scenario: Scenario,
  reference: number,
  amount: number,
  seen: number,
): LineBounds & { readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const fixed = (money: number, from: BoundSource): LineBounds & { faults: Fault[] } => ({
    low: money,
    high: money,
    lowFrom: from,
    highFrom: from,
    faults,
  });
  if (line.exclude) return fixed(0, 'exclude');
  if (line.lock) return fixed(amount, 'lock');
  const free = line.min === null && line.max === null;
  if (free && line.amount === 0) return fixed(0, 'zero');

  const base = reference > 0 ? reference : amount;
  const money = (bound: Bound, key: 'min' | 'max'): number | null => {
    if (bound === null) return null;
    if ('amount' in bound) return Math.max(0, bound.amount);
    if (base > 0) return Math.max(0, base * (1 + bound.relative));
    const found = `${Math.round(bound.relative * 1000) / 10}%`;
    faults.push(
      fault('bound-without-base', 'error', { file: '', path: `lines.${line.index}.${key}` }, found, {
        channel: line.channel,
      }),
    );
    return null;
  };
  if (free) {
    if (!(base > 0)) {
      const params = { channel: line.channel, boldness: scenario.boldnessPct };
      faults.push(fault('line-without-base', 'error', { file: '', path: `lines.${line.index}` }, line.channel, params));
    }
    const step = scenario.boldnessPct / 100;
    return {
      low: Math.max(0, base * (1 - step)),
      high: base * (1 + step),
      lowFrom: 'boldness',
      highFrom: 'boldness',
      faults,
    };
  }
  const low = money(line.min, 'min');
  const high = money(line.max, 'max');
  if (low !== null && high !== null && low > high) {
    const params = { min: Math.round(low * 100) / 100, max: Math.round(high * 100) / 100, channel: line.channel };
    faults.push(
      fault('min-above-max', 'error', { file: '', path: `lines.${line.index}.min` }, String(params.min), params),
    );
  }
  return {
    low: low ?? 0,
    high: high ?? Math.max(seen, low ?? 0, amount),
    lowFrom: low === null ? 'none' : 'min',
    highFrom: high === null ? 'seen' : 'max',
    faults,
  };
}
