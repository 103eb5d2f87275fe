/**
 * Periods after the peak in which an adstock falls to half of it, between lags by a straight line on the log scale:
 * ln ½ ÷ ln α for geometric decay. Where no lag given falls that far, the number of lags.
 * @param weights by lag from 0, none negative
 */
export function halfLife(weights: Float64Array): number {
  let peak = 0;
  weights.forEach((weight, lag) => {
    if (weight > weights[peak]!) peak = lag;
  });
  const half = weights[peak]! / 2;
  for (let lag = peak + 1; lag < weights.length; lag++) {
    const here = weights[lag]!;
    if (here > half) continue;
    const before = weights[lag - 1]!;
    // A weight of nothing has no logarithm: the fall is then taken as straight.
    const share = here > 0 ? Math.log(before / half) / Math.log(before / here) : (before - half) / before;
    return lag - 1 - peak + share;
  }
  return weights.length;
}
