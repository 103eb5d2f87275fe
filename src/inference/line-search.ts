/**
 * A step along a descent direction that meets the strong Wolfe conditions.
 * Source: Nocedal & Wright (2006), algorithms 3.5 and 3.6, with safeguarded cubic interpolation.
 */
const sufficientDecrease = 1e-4;
const curvature = 0.9;
const maxEvaluations = 25;

/** Value and slope of the objective along the line. Outside the support the value is Infinity or NaN. */
export interface LinePoint {
  readonly step: number;
  readonly value: number;
  readonly slope: number;
}

/**
 * @param start step 0; its slope must be negative
 * @param evaluate value and slope at a step
 * @returns the point accepted, else the best point that decreased the value, else null
 */
export function lineSearch(
  start: LinePoint,
  firstStep: number,
  evaluate: (step: number) => LinePoint,
): LinePoint | null {
  let evaluations = 0;
  let best: LinePoint | null = null;
  const at = (step: number): LinePoint => {
    evaluations++;
    const point = evaluate(step);
    if (decreases(point, start) && (best === null || point.value < best.value)) best = point;
    return point;
  };

  /** Algorithm 3.6: `low` satisfies sufficient decrease and has the least value so far; the minimum lies between. */
  const zoom = (lowEnd: LinePoint, highEnd: LinePoint): LinePoint | null => {
    let low = lowEnd;
    let high = highEnd;
    while (evaluations < maxEvaluations) {
      const point = at(interpolated(low, high));
      if (!decreases(point, start) || point.value >= low.value) {
        high = point;
      } else {
        if (Math.abs(point.slope) <= -curvature * start.slope) return point;
        if (point.slope * (high.step - low.step) >= 0) high = low;
        low = point;
      }
      if (Math.abs(high.step - low.step) <= 1e-14 * Math.abs(low.step)) break;
    }
    return best;
  };

  let previous = start;
  let step = firstStep;
  while (evaluations < maxEvaluations) {
    const point = at(step);
    if (!decreases(point, start) || (previous !== start && point.value >= previous.value)) return zoom(previous, point);
    if (Math.abs(point.slope) <= -curvature * start.slope) return point;
    if (point.slope >= 0) return zoom(point, previous);
    previous = point;
    step *= 2;
  }
  return best;
}

/** False also where the value is NaN. */
function decreases(point: LinePoint, start: LinePoint): boolean {
  return point.value <= start.value + sufficientDecrease * point.step * start.slope && Number.isFinite(point.slope);
}

/** Minimum of the cubic through both ends, kept off the outer tenths of the interval; its middle where there is none. */
function interpolated(a: LinePoint, b: LinePoint): number {
  const width = b.step - a.step;
  const d1 = a.slope + b.slope - (3 * (a.value - b.value)) / (a.step - b.step);
  const square = d1 * d1 - a.slope * b.slope;
  const d2 = Math.sign(width) * Math.sqrt(square);
  const step = b.step - width * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
  const share = (step - a.step) / width;
  if (!Number.isFinite(share)) return a.step + width / 2;
  return a.step + width * Math.min(Math.max(share, 0.1), 0.9);
}
