import { sumOf, toCents, type BoundSource, type Problem, type ProblemLine } from '../resolve/problem.js';

/** A rule of the file that takes part in a clash. */
export interface ClashingRule {
  /** Dotted path of the rule in the scenario. */
  readonly rule: string;
  readonly channel: string | null;
  readonly kind: 'budget' | 'limit' | BoundSource;
  readonly money: number;
}

/** No plan satisfies the file: the smallest set of rules that cannot hold together, and by how much they miss. */
export interface Infeasible {
  readonly kind:
    'floors-above-budget' | 'ceilings-below-budget' | 'rules-clash' | 'kpi-out-of-reach' | 'efficiency-out-of-reach';
  readonly rules: readonly ClashingRule[];
  /** Money by which these rules alone miss. */
  readonly missing: number;
  /** Money by which all rules of the file together miss. */
  readonly missingInAll: number;
}

/** Path of the rule behind one end of a line. */
export function rulePath(line: ProblemLine, channel: string, end: 'low' | 'high'): string {
  const source = end === 'low' ? line.lowFrom : line.highFrom;
  if (line.index === null) return `unlisted.${channel}`;
  const path = `lines.${line.index}`;
  switch (source) {
    case 'zero':
      return `${path}.amount`;
    case 'boldness':
      return `boldness.${path}.${end === 'low' ? 'min' : 'max'}`;
    case 'seen':
      return `seen.${path}.max`;
    case 'none':
      return `${path}.min`;
    default:
      return `${path}.${source}`;
  }
}

/**
 * Floors above the budget: the largest floors suffice, taken until they exceed it. Ceilings below a budget that must
 * be spent: every ceiling is needed, since without any one of them that line could take the rest.
 */
export function clashOf(problem: Problem, working: number, spendAll: boolean): Infeasible | null {
  const lines = problem.channels.flatMap((channel) => channel.lines.map((line) => ({ channel: channel.id, line })));
  const budget: ClashingRule = { rule: 'budget.total', channel: null, kind: 'budget', money: working };
  const rule = ({ channel, line }: (typeof lines)[number], end: 'low' | 'high'): ClashingRule => ({
    rule: rulePath(line, channel, end),
    channel,
    kind: end === 'low' ? line.lowFrom : line.highFrom,
    money: line[end],
  });

  const floors = sumOf(lines.map(({ line }) => line.low));
  if (floors > working + 0.005) {
    const largest = lines.toSorted((a, b) => b.line.low - a.line.low);
    const rules: ClashingRule[] = [];
    let sum = 0;
    for (const entry of largest) {
      if (sum > working + 0.005) break;
      rules.push(rule(entry, 'low'));
      sum += entry.line.low;
    }
    return {
      kind: 'floors-above-budget',
      rules: [budget, ...rules],
      missing: toCents(sum - working),
      missingInAll: toCents(floors - working),
    };
  }
  const ceilings = sumOf(lines.map(({ line }) => line.high));
  if (spendAll && ceilings < working - 0.005) {
    const missing = toCents(working - ceilings);
    const rules = [budget, { ...budget, rule: 'budget.spend_all' }, ...lines.map((entry) => rule(entry, 'high'))];
    return { kind: 'ceilings-below-budget', rules, missing, missingInAll: missing };
  }
  return null;
}
