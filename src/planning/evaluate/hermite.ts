/** Index of the interval of ascending `nodes` that holds x: the last i with nodes[i] ≤ x, at most n − 2. */
export function intervalOf(nodes: Float64Array, x: number): number {
  let low = 0;
  let high = nodes.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (nodes[middle]! <= x) low = middle;
    else high = middle;
  }
  return low;
}

/** Weights of the cubic Hermite polynomial at share u of an interval of length h: for y0, y1, y0′, y1′. */
export function hermiteWeights(u: number, h: number): readonly [number, number, number, number] {
  const v = 1 - u;
  return [v * v * (1 + 2 * u), u * u * (3 - 2 * u), h * u * v * v, -h * u * u * v];
}

/** First derivatives of the same weights by x. */
export function hermiteSlopeWeights(u: number, h: number): readonly [number, number, number, number] {
  const bend = (6 * u * (1 - u)) / h;
  return [-bend, bend, (1 - u) * (1 - 3 * u), u * (3 * u - 2)];
}

/**
 * A slope usable at the end of an interval: an infinite one (a Hill curve with slope below 1 at zero) becomes three
 * times the secant, the steepest that keeps a cubic monotone (Fritsch & Carlson 1980).
 */
export function usableSlope(slope: number, secant: number): number {
  return Number.isFinite(slope) ? slope : 3 * secant;
}
