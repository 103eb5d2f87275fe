/**
 * How many people a channel's impressions of one period reach: reach = U (1 − e^(−κ · impressions ÷ U)). The first
 * impressions reach κ new people each; nobody beyond the universe U is ever reached.
 */
export interface ReachCurve {
  /** U, people (in the unit of the reach column). */
  readonly universe: number;
  /** κ, people reached by each of the first impressions, at most 1. */
  readonly perImpression: number;
  /** Share of the variation of reach over the periods used that the curve gives; 0 where it does not vary. */
  readonly rSquared: number;
}

/** Steps of the search over the bend and the bends searched, relative to the largest impressions. */
const steps = 400;
const leastBend = 1e-6;
const mostBend = 1e3;

export function reachOf({ universe, perImpression }: ReachCurve, impressions: number): number {
  return -universe * Math.expm1((-perImpression * impressions) / universe);
}

/**
 * Least squares fit of the curve to the periods of the data in which people were reached. With bend a = κ ÷ U the
 * curve is U · (1 − e^(−a i)): U follows in closed form and a is found on a logarithmic grid, refined by golden
 * section. κ = a U above 1 (more people than impressions) is taken as 1. A history that shows no bend gives a universe
 * that no plan comes near.
 * @param reach,frequency `(periods)`; impressions are reach × frequency
 * @returns null where nobody was ever reached
 */
export function fitReachCurve(reach: ArrayLike<number>, frequency: ArrayLike<number>): ReachCurve | null {
  const people: number[] = [];
  const impressions: number[] = [];
  for (let t = 0; t < reach.length; t++) {
    if (!(reach[t]! > 0 && frequency[t]! > 0)) continue;
    people.push(reach[t]!);
    impressions.push(reach[t]! * frequency[t]!);
  }
  if (people.length === 0) return null;
  const largest = impressions.reduce((most, value) => Math.max(most, value), 0);
  const curveAt = (logBend: number): Pick<ReachCurve, 'universe' | 'perImpression'> => {
    const bend = Math.exp(logBend) / largest;
    let up = 0;
    let down = 0;
    impressions.forEach((i, t) => {
      const h = -Math.expm1(-bend * i);
      up += people[t]! * h;
      down += h * h;
    });
    const universe = up / down;
    return bend * universe > 1
      ? { universe: 1 / bend, perImpression: 1 }
      : { universe, perImpression: bend * universe };
  };
  const missed = (logBend: number): number => squaresMissed({ ...curveAt(logBend), rSquared: 0 }, people, impressions);
  const low = Math.log(leastBend);
  const width = (Math.log(mostBend) - low) / steps;
  let best = 0;
  for (let step = 1; step <= steps; step++) if (missed(low + step * width) < missed(low + best * width)) best = step;
  const logBend = goldenSection(missed, low + Math.max(0, best - 1) * width, low + Math.min(steps, best + 1) * width);
  const mean = people.reduce((sum, value) => sum + value, 0) / people.length;
  const total = people.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { ...curveAt(logBend), rSquared: total > 0 ? Math.max(0, 1 - missed(logBend) / total) : 0 };
}

function squaresMissed(curve: ReachCurve, people: readonly number[], impressions: readonly number[]): number {
  return people.reduce((sum, value, t) => sum + (value - reachOf(curve, impressions[t]!)) ** 2, 0);
}

function goldenSection(f: (x: number) => number, from: number, to: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let low = from;
  let high = to;
  for (let turn = 0; turn < 60; turn++) {
    const a = high - ratio * (high - low);
    const b = low + ratio * (high - low);
    if (f(a) <= f(b)) high = b;
    else low = a;
  }
  return (low + high) / 2;
}
