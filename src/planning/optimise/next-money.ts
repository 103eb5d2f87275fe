import { sumOf, toCents, type Problem, type ProblemLine } from '../resolve/problem.js';

/**
 * The base plan stands; only the amount moves. Added money may go to any line up to its upper bound, else to where the
 * model has seen; a cut may come from any line down to its lower bound. What is locked, excluded, unlisted or set to
 * zero stays; boldness, which says how far a plan may be reopened, plays no part.
 */
export function nextMoneyProblem(problem: Problem): Problem {
  const amount = problem.scenario.objective.amount ?? 0;
  const channels = problem.channels.map((unit) => ({
    ...unit,
    lines: unit.lines.map((line) => movable(line, amount > 0)),
  }));
  const base = sumOf(channels.flatMap((unit) => unit.lines.map((line) => line.amount)));
  const working = toCents(base + amount);
  const budget =
    problem.budget === null ? null : { ...problem.budget, total: toCents(problem.budget.total + amount), working };
  return { ...problem, channels, budget };
}

function movable(line: ProblemLine, grows: boolean): ProblemLine {
  const isFixed = line.low === line.high && line.lowFrom === line.highFrom && line.lowFrom !== 'boldness';
  if (isFixed) return { ...line, low: line.amount, high: line.amount };
  if (grows) {
    const high = line.highFrom === 'boldness' ? line.seenHigh : line.high;
    return {
      ...line,
      low: line.amount,
      lowFrom: 'base',
      high: Math.max(high, line.amount),
      highFrom: line.highFrom === 'boldness' ? 'seen' : line.highFrom,
    };
  }
  const low = line.lowFrom === 'boldness' ? 0 : line.low;
  return {
    ...line,
    low: Math.min(low, line.amount),
    lowFrom: line.lowFrom === 'boldness' ? 'none' : line.lowFrom,
    high: line.amount,
    highFrom: 'base',
  };
}
